import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { ListedStat } from "@/lib/domain/stat";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { deleteStat } from "@/lib/interactors/stats/delete-stat";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { asking, castOf, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { moveMerged } from "./move-merged";
import { purgeTrash } from "./purge-trash";
import { rollUp } from "./roll-up";

const NOW = "2026-05-04T12:00:00.000Z";
const TABLES = ["minute", "quarter", "day", "bin", "sketch"].map((level) => `series_${level}`).concat("rollup_dirty");
const clock = stoppedClock(NOW);
let store: Store;
let alice: Context;
let job: Context;

beforeAll(async () => {
  process.env.STATNEST_LOG_LEVEL = "silent";
  store = openStore(await scratchDatabase());
  alice = asking(store, clock, (await castOf(store)).alice.actor);
  job = asking(store, clock, { kind: "job", name: "test" });
});
beforeEach(async () => {
  onFailpoint(null);
  clock.set(NOW);
  await store.prisma.stat.deleteMany();
  await store.pool.query(`TRUNCATE ${TABLES.join(", ")}`);
  await store.pool.query("UPDATE rollup_mark SET closed_to = 'epoch', rolled_to = 'epoch', rolling_to = NULL");
});
afterAll(() => store.close());

/** A value stat with rows in every table but that of dirty marks, once it is rolled up. */
async function filled(name: string): Promise<ListedStat> {
  const stat = await createStat(alice, { name, kind: "value" });
  const id = String(stat.seriesId);
  await store.pool.query(
    `INSERT INTO series_minute SELECT $1, '2026-04-20T00:00:00Z'::timestamptz + i * interval '1 minute', 1, 1, 1, 1, 0, 1, now()
     FROM generate_series(1, 12000) i`,
    [id],
  );
  await store.pool.query(
    "INSERT INTO series_bin SELECT $1, '2026-05-04T11:00:00Z', i, 1 FROM generate_series(1, 50) i",
    [id],
  );
  await store.pool.query("INSERT INTO series_sketch VALUES ($1, '2026-04-20T11:00:00Z', '{1}', '{60}')", [id]);
  return stat;
}

async function rowsOf(...stats: ListedStat[]): Promise<number[]> {
  const ids = stats.map(({ seriesId }) => String(seriesId));
  const counts = TABLES.map(async (table) => {
    const { rows } = await store.pool.query(`SELECT count(*)::int FROM ${table} WHERE stat_id = ANY ($1)`, [ids]);
    return rows[0].count as number;
  });
  return Promise.all(counts);
}

const NONE = TABLES.map(() => 0);

test("a stat goes with everything it had, and another loses nothing", async () => {
  const [gone, kept] = [await filled("gone"), await filled("kept")];
  await rollUp(job);
  const before = await rowsOf(kept);
  expect(before.slice(0, 5).every((count) => count > 0)).toBe(true);
  await trashStat(alice, { id: gone.id });
  await deleteStat(alice, { id: gone.id });
  expect(await purgeTrash(job)).toBe(0);
  clock.set("2026-05-04T12:01:01Z");
  expect(await purgeTrash(job)).toBe(1);
  expect(await rowsOf(gone)).toEqual(NONE);
  expect(await rowsOf(kept)).toEqual(before);
  expect(await store.prisma.stat.findMany({ select: { name: true } })).toEqual([{ name: "kept" }]);
  expect(await purgeTrash(job)).toBe(0);
});

test("a stat takes along those that were merged into it, whether they have been moved or not", async () => {
  const [from, into] = [await filled("from"), await filled("into")];
  onFailpoint((name) => {
    if (name === "series moved") throw new Error("killed");
  });
  await mergeStat(alice, { id: from.id, into: into.id });
  onFailpoint(null);
  await rollUp(job);
  await trashStat(alice, { id: into.id });
  clock.set("2026-05-06T12:02:01Z");
  const [purged, other] = await Promise.all([purgeTrash(job), purgeTrash(job), moveMerged(job), rollUp(job)]);
  expect(purged + other).toBe(1);
  expect(await store.prisma.stat.count()).toBe(0);
  await rollUp(job);
  expect(await rowsOf(from, into)).toEqual(NONE);
});

test("what is rolled up or moved meanwhile leaves nothing behind", async () => {
  for (let round = 0; round < 3; round++) {
    clock.set(NOW);
    const [from, into] = [await filled(`from ${round}`), await filled(`into ${round}`)];
    await mergeStat(alice, { id: from.id, into: into.id });
    await trashStat(alice, { id: into.id });
    clock.set("2026-05-06T12:02:01Z");
    await store.pool.query("UPDATE rollup_mark SET rolled_to = 'epoch', rolling_to = NULL");
    await Promise.all([rollUp(job), purgeTrash(job), moveMerged(job), rollUp(job)]);
    await purgeTrash(job);
    await rollUp(job);
    expect(await rowsOf(from, into)).toEqual(NONE);
  }
});
