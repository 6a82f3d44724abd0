import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { purgeExpired } from "@/lib/interactors/housekeeping/purge-expired";
import { openStore, type Store } from "@/lib/store/engine/store";
import { queueMail } from "@/lib/store/records/mails";
import { insertSession } from "@/lib/store/records/sessions";
import { asking, type Cast, castOf, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { purgeMails } from "./purge-mails";

const NOW = "2026-11-23T14:32:00.000Z";
const DAY_MS = 86_400_000;
const clock = stoppedClock(NOW);
let store: Store;
let cast: Cast;
let job: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  job = asking(store, clock, { kind: "job", name: "purge" });
});
beforeEach(() => clock.set(NOW));
afterAll(() => store.close());

test("mails are forgotten after 30 days, however many there are", async () => {
  const content = { kind: "account_deleted" } as const;
  await queueMail(store.prisma, { content, recipient: "kept@example.com" }, clock.now());
  const old = { kind: "sign_in", content: {}, recipient: "old@example.com", createdAt: new Date(Date.parse(NOW) - 1) };
  await store.prisma.mail.createMany({ data: Array.from({ length: 2_300 }, () => old) });
  expect(await purgeMails(job)).toBe(0);
  clock.set(new Date(Date.parse(NOW) + 30 * DAY_MS));
  expect(await purgeMails(job)).toBe(2_300);
  expect((await store.prisma.mail.findMany()).map(({ recipient }) => recipient)).toEqual(["kept@example.com"]);
});

test("links, sessions and counts of attempts go when they are past their time, and no others", async () => {
  const moments = { past: new Date(Date.parse(NOW) - 1), future: new Date(Date.parse(NOW) + 1) };
  await store.prisma.userSession.deleteMany();
  for (const [name, expiresAt] of Object.entries(moments)) {
    const link = { kind: "sign_in", email: name, hash: new TextEncoder().encode(name), expiresAt } as const;
    await store.prisma.mailedLink.create({ data: link });
    const from = { ...NOWHERE, agent: name };
    await insertSession(store.prisma, { userId: cast.alice.userId, now: clock.now(), expiresAt, from });
    await store.prisma.attempt.create({ data: { key: name, points: 1, expire: BigInt(expiresAt.getTime()) } });
  }
  expect(await purgeExpired(job)).toBe(3);
  expect((await store.prisma.mailedLink.findMany()).map(({ email }) => email)).toEqual(["future"]);
  expect((await store.prisma.userSession.findMany()).map(({ agent }) => agent)).toEqual(["future"]);
  expect((await store.prisma.attempt.findMany()).map(({ key }) => key)).toEqual(["future"]);
});

test("only the house itself forgets", async () => {
  const alice = asking(store, clock, cast.alice.actor);
  await expect(purgeMails(alice)).rejects.toMatchObject({ code: "forbidden" });
  await expect(purgeExpired(alice)).rejects.toMatchObject({ code: "forbidden" });
});
