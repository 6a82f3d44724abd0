import { rm } from "node:fs/promises";
import { afterAll, beforeEach, expect, test, vi } from "vitest";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { folderPost } from "@/lib/delivery/mail/folder";
import { openPost } from "@/lib/delivery/mail/shared-post";
import { readEnv } from "@/lib/env";
import type { Store } from "@/lib/store/engine/store";
import { scratchFolder } from "@/lib/testing/scratch-folder";

const MAIL = { from: "s@example.com", to: "a@example.com", subject: "s", html: "<p>h</p>", text: "h" };
const folder = await scratchFolder();
const ids = ["01a", "01b"];
for (const id of ids) await folderPost(folder).send(MAIL, `mail/${id}`);
afterAll(() => rm(folder, { recursive: true }));

function from(address: string): Context {
  const nothing = {} as Store;
  return { actor: { kind: "anonymous" }, from: { address, agent: "" }, store: nothing, clock: systemClock };
}

type Settings = Record<string, string | undefined>;

/** The interactors in a process with these settings. */
async function under(settings: Settings) {
  vi.resetModules();
  vi.unstubAllEnvs();
  const own = {
    STATNEST_DATA: folder,
    STATNEST_WEB_SOCKET: "/tmp/web",
    STATNEST_URL: undefined,
    RESEND_API_KEY: undefined,
  };
  for (const [name, value] of Object.entries({ ...own, ...settings })) vi.stubEnv(name, value);
  return import("./kept-mails");
}
beforeEach(() => vi.unstubAllEnvs());

test("a person at this machine sees the mails, the newest first, and opens one", async () => {
  for (const address of ["127.0.0.1", "::1", "::ffff:127.0.0.1"]) {
    const { listKeptMails, getKeptMail } = await under({ RESEND_API_KEY: "" });
    expect((await listKeptMails(from(address), { host: "localhost:3000" })).map(({ id }) => id)).toEqual([
      "01b",
      "01a",
    ]);
    expect(await getKeptMail(from(address), { host: "127.0.0.1:3000", id: "01a" })).toMatchObject(MAIL);
  }
});

test.each<[why: string, settings: Settings, address: string, host: string]>([
  ["who is elsewhere", {}, "192.0.2.7", "localhost:3000"],
  ["whose address nobody knows", {}, "", "localhost:3000"],
  ["who says to be several", {}, "127.0.0.1, 192.0.2.7", "localhost:3000"],
  ["who came by a name that leads here", {}, "127.0.0.1", "rebound.example.com"],
  ["when mail goes out", { RESEND_API_KEY: "re_1" }, "127.0.0.1", "localhost:3000"],
  ["when nobody of ours is in front", { STATNEST_WEB_SOCKET: undefined }, "127.0.0.1", "localhost:3000"],
  [
    "when links lead elsewhere, as behind a proxy",
    { STATNEST_URL: "https://stats.example.com" },
    "127.0.0.1",
    "localhost",
  ],
])("%s: nothing is here", async (_, settings, address, host) => {
  const { listKeptMails, getKeptMail } = await under(settings);
  const refusal = { code: "not_found", detail: "there is nothing here" };
  await expect(listKeptMails(from(address), { host })).rejects.toMatchObject(refusal);
  await expect(getKeptMail(from(address), { host, id: "01a" })).rejects.toMatchObject(refusal);
});

test("a mail that is not there is refused in the same words", async () => {
  const { getKeptMail } = await under({});
  const asked = getKeptMail(from("127.0.0.1"), { host: "localhost", id: "../secrets" });
  await expect(asked).rejects.toMatchObject({ code: "not_found", detail: "there is nothing here" });
});

test("without a key mail is kept, with one it is not", async () => {
  const settings = readEnv({ NODE_ENV: "test", STATNEST_DATA: folder });
  expect(await openPost(settings).send(MAIL, "mail/02")).toMatchObject({ outcome: "accepted" });
  const out = { ...settings, RESEND_API_KEY: "re_1", RESEND_BASE_URL: "http://127.0.0.1:9" };
  expect(await openPost(out).send(MAIL, "mail/03")).toMatchObject({ outcome: "later" });
});
