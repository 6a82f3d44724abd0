import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { purgeLeases } from "./purge-leases";
import { purgeReceipts } from "./purge-receipts";
import { purgeTrash } from "./purge-trash";
import { readTicks, recordTick } from "./ticks";

const clock = stoppedClock("2026-05-04T12:00:00Z");
let store: Store;
let cast: Cast;
let alice: Context;
let job: Context;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  job = asking(store, clock, { kind: "job", name: "housekeeping" });
});
afterAll(() => store.close());

test("a stat leaves the trash after 48 hours with its numbers and names, and no other does", async () => {
  const [gone, fresh, kept] = await Promise.all(
    ["gone", "fresh", "kept"].map((name) => createStat(alice, { name, kind: "counter" })),
  );
  if (!gone || !fresh || !kept) throw new Error("three stats were made");
  await store.pool.query(
    `INSERT INTO series_minute SELECT $1, '2026-01-01'::timestamptz + i * interval '1 minute', 1, 1, 1, 1, 0, 1, now()
     FROM generate_series(1, 25000) i`,
    [String(gone.seriesId)],
  );
  await putMinute(store, fresh.seriesId, "2026-05-04T11:00:00Z", [1]);
  await putMinute(store, kept.seriesId, "2026-05-04T11:00:00Z", [1]);
  await trashStat(alice, { id: gone.id });
  clock.set("2026-05-05T12:00:00Z");
  await trashStat(alice, { id: fresh.id });
  clock.set("2026-05-06T12:02:01Z");
  const rounds = await Promise.all([purgeTrash(job), purgeTrash(job)]);
  expect(rounds[0] + rounds[1]).toBe(1);
  const minutes = await store.prisma.seriesMinute.groupBy({ by: ["statId"], _count: true, orderBy: { statId: "asc" } });
  expect(minutes.map((row) => row.statId).sort()).toEqual([fresh.seriesId, kept.seriesId].sort());
  const names = await store.prisma.statName.findMany({ orderBy: { name: "asc" } });
  expect(names.map((row) => row.name)).toEqual(["fresh", "kept"]);
});

test("receipts over 24 hours and leases over 10 minutes are forgotten, younger ones kept", async () => {
  const { teamId } = cast.alice;
  clock.set("2026-05-06T12:00:00Z");
  const body = { bodyHash: new Uint8Array(1), answer: {} };
  await store.prisma.ingestReceipt.createMany({
    data: [
      { teamId, key: "old", createdAt: new Date("2026-05-05T11:59:59Z"), ...body },
      { teamId, key: "young", createdAt: new Date("2026-05-05T12:00:01Z"), ...body },
    ],
  });
  await store.prisma.limitLease.createMany({
    data: [
      { teamId, kind: "points", window: new Date("2026-05-06T11:49:59Z"), used: 1n },
      { teamId, kind: "points", window: new Date("2026-05-06T11:50:01Z"), used: 1n },
    ],
  });
  expect(await purgeReceipts(job)).toBe(1);
  expect(await store.prisma.ingestReceipt.findMany()).toMatchObject([{ key: "young" }]);
  expect(await purgeLeases(job)).toBe(1);
  expect(await store.prisma.limitLease.count()).toBe(1);
});

test("the latest round of each job is noted, also when several end their first at once", async () => {
  expect(await readTicks({ store })).toEqual([]);
  await Promise.all(Array.from({ length: 8 }, () => recordTick(job, "purge trash")));
  clock.set("2026-05-06T12:01:00Z");
  await recordTick(job, "purge receipts");
  expect(await readTicks({ store })).toEqual([
    { name: "purge receipts", lastAt: new Date("2026-05-06T12:01:00Z") },
    { name: "purge trash", lastAt: new Date("2026-05-06T12:00:00Z") },
  ]);
});

test("people and keys may not do the house's work", async () => {
  for (const work of [purgeTrash, purgeReceipts, purgeLeases, (ctx: Context) => recordTick(ctx, "x")]) {
    expect((await refusalOf(Promise.resolve(work(alice)))).code).toBe("forbidden");
  }
});
