import { readdir, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { folderPost, keptMailIds, mailFolder, readKeptMail } from "./folder";

const MAIL = { from: "s@example.com", to: "a@example.com", subject: "s", html: "<p>h</p>", text: "h" };
let folder: string;

beforeEach(async () => {
  folder = await scratchFolder();
});
afterEach(() => rm(folder, { recursive: true }));

test("a mail becomes a file that its owner alone may read", async () => {
  expect(await folderPost(folder).send(MAIL, "mail/abc-1")).toEqual({ outcome: "accepted", providerId: null });
  expect((await stat(mailFolder(folder))).mode & 0o777).toBe(0o700);
  expect((await stat(join(mailFolder(folder), "abc-1.json"))).mode & 0o777).toBe(0o600);
  expect(await readKeptMail(folder, "abc-1")).toEqual({ ...MAIL, id: "abc-1", keptAt: expect.any(Date) });
});

test("what goes along is kept with it, and its headers", async () => {
  const attachments = [{ filename: "chart.png", contentType: "image/png", contentId: "chart", content: "AP8=" }];
  const headers = { "List-Unsubscribe": "<https://stats.example.com/stop>" };
  await folderPost(folder).send({ ...MAIL, headers, attachments }, "mail/1");
  expect(await readKeptMail(folder, "1")).toMatchObject({ ...MAIL, headers, attachments });
});

test("a data folder that is not there yet is made", async () => {
  const fresh = join(folder, "later");
  expect(await folderPost(fresh).send(MAIL, "mail/1")).toMatchObject({ outcome: "accepted" });
  expect(await keptMailIds(fresh)).toEqual(["1"]);
});

test("a mail that is sent again is there once", async () => {
  const post = folderPost(folder);
  await Promise.all(Array.from({ length: 8 }, () => post.send(MAIL, "mail/1")));
  expect(await readdir(mailFolder(folder))).toEqual(["1.json"]);
});

test("only the newest stay", async () => {
  const post = folderPost(folder, 3);
  for (const id of ["01", "02", "03", "04", "05"]) await post.send(MAIL, `mail/${id}`);
  expect(await keptMailIds(folder)).toEqual(["05", "04", "03"]);
});

test("without a folder there are no mails, and whatever is no mail's name finds none", async () => {
  expect(await keptMailIds(folder)).toEqual([]);
  await writeFile(join(folder, "secrets.json"), "{}");
  for (const id of ["1", "../secrets", "", "a/b", "..", "x".repeat(65)])
    expect(await readKeptMail(folder, id)).toBeNull();
});

test("a folder that cannot be written makes the mail wait, and nothing throws", async () => {
  await writeFile(join(folder, "mail"), "in the way");
  expect(await folderPost(folder).send(MAIL, "mail/1")).toMatchObject({ outcome: "later" });
  expect(await folderPost(folder).send(MAIL, "mail/../../x y")).toMatchObject({ outcome: "later" });
});
