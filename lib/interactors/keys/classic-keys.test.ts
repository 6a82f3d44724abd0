import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { Ingest } from "@/lib/ingest/ingest";
import { told } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, joined, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { rotateClassicKey } from "./rotate-classic-key";
import { rotateUserKey } from "./rotate-user-key";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let ingest: Ingest;
let cast: Cast;
let alice: Context;
let bob: Context;
let charlie: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  ingest = openTestIngest(store.url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  bob = asking(store, clock, cast.bob.actor);
  charlie = asking(store, clock, cast.charlie.actor);
});
afterAll(async () => {
  await ingest.close();
  await store.close();
});

const ukey = async () => (await store.prisma.team.findUniqueOrThrow({ where: { id: cast.alice.teamId } })).ukey;
const made = async (name: string) => {
  const { id, seriesId } = await createStat(alice, { name, kind: "counter" });
  const { classicKey } = await store.prisma.stat.findUniqueOrThrow({ where: { id: seriesId } });
  return { id, key: classicKey };
};
const send = async (key: string, user: string) => {
  const query = new URLSearchParams({ key, ukey: user, count: "1" }).toString();
  return told(await ingest.receive({ method: "GET", path: "/c", query, headers: {}, body: new Uint8Array() }));
};
const dies = (key: string, user: string) =>
  expect.poll(() => send(key, user), { interval: 20, timeout: 1_000 }).toContain("invalid keys");

test("the old classic key of a stat is dead within a second and the new one works at once", async () => {
  const { id, key } = await made("clicks");
  expect(await send(key, await ukey())).toBe("204");
  const next = await rotateClassicKey(bob, { id });
  expect(next).toMatch(/^[\w-]+~{0,2}$/);
  expect(await send(next, await ukey())).toBe("204");
  await dies(key, await ukey());
  const event = await store.prisma.auditEvent.findFirstOrThrow({ where: { action: "stat.key_rotated" } });
  expect(event).toMatchObject({ subjectId: id, subjectName: "clicks", actorName: "bob@example.com", detail: {} });
});

test("what was merged into a stat feeds it no longer by its own key once the stat's is rotated", async () => {
  const [old, into] = [await made("cilcks"), await made("more clicks")];
  await mergeStat(alice, { id: old.id, into: into.id });
  expect(await send(old.key, await ukey())).toBe("204");
  const next = await rotateClassicKey(alice, { id: into.id });
  await dies(old.key, await ukey());
  expect(await send(next, await ukey())).toBe("204");
});

test("the old user key is dead within a second, for every stat of the team", async () => {
  const [a, b, before] = [await made("a"), await made("b"), await ukey()];
  for (const { key } of [a, b]) expect(await send(key, before)).toBe("204");
  await rotateUserKey(alice);
  for (const { key } of [a, b]) {
    expect(await send(key, await ukey())).toBe("204");
    await dies(key, before);
  }
  const event = await store.prisma.auditEvent.findFirstOrThrow({ where: { action: "team.changed" } });
  expect(event).toMatchObject({ subjectId: cast.alice.teamId, detail: { changed: ["userKey"] } });
  expect(JSON.stringify(event, (_, value) => (typeof value === "bigint" ? "" : value))).not.toContain(await ukey());
});

test("strangers rotate nothing, viewers no stat's key, members no user key", async () => {
  const { id, key } = await made("kept");
  const viewer = asking(store, clock, (await joined(store, "v@example.com", cast.alice.teamId, "viewer")).actor);
  const missing = await refusalOf(rotateClassicKey(charlie, { id: "nosuch" }));
  const foreign = await refusalOf(rotateClassicKey(charlie, { id }));
  expect([foreign.code, foreign.detail]).toEqual(["not_found", missing.detail]);
  expect((await refusalOf(rotateClassicKey(viewer, { id }))).code).toBe("forbidden");
  for (const ctx of [viewer, bob]) expect((await refusalOf(rotateUserKey(ctx))).code).toBe("forbidden");
  expect(await send(key, await ukey())).toBe("204");
  await trashStat(alice, { id });
  expect((await refusalOf(rotateClassicKey(alice, { id }))).code).toBe("not_found");
});
