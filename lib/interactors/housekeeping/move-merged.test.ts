import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { ListedStat, StatKind } from "@/lib/domain/stat";
import { readStatSeries } from "@/lib/interactors/series/read-series";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { flush, type Minute } from "@/lib/store/series/flush";
import { moveSeries } from "@/lib/store/series/move-series";
import { asking, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { checkSeries } from "./check-series";
import { foldMinutes } from "./fold-minutes";
import { moveMerged } from "./move-merged";
import { rollUp } from "./roll-up";

const NOW = "2026-05-04T12:00:00.000Z";
const MINUTES = 5_000;
const clock = stoppedClock(NOW);
let store: Store;
let alice: Context;
let job: Context;
let from: ListedStat;
let into: ListedStat;

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
  await store.pool.query(
    "TRUNCATE series_minute, series_quarter, series_day, series_bin, series_sketch, rollup_dirty, rollup_zone",
  );
  await store.pool.query("UPDATE rollup_mark SET closed_to = 'epoch', rolled_to = 'epoch', rolling_to = NULL");
  [from, into] = [await make("from"), await make("into")];
});
afterAll(() => store.close());

const make = (name: string, kind: StatKind = "counter") => createStat(alice, { name, kind });

/** A number in every minute of the days before now: 1 for the first stat, 1,000 for the other. */
async function fill(stat: ListedStat, amount: number, minutes = MINUTES): Promise<void> {
  await store.pool.query(
    `INSERT INTO series_minute SELECT $1, $2::timestamptz - i * interval '1 minute', 1, $3, $3, $3, 0, $3,
       $2::timestamptz - i * interval '1 minute'
     FROM generate_series(1, $4::int) i`,
    [String(stat.seriesId), NOW, amount, minutes],
  );
}

async function late(seriesId: bigint, at: string, amount: number): Promise<void> {
  const client = await store.pool.connect();
  const lastAt = Date.parse(at);
  const minute: Minute = {
    statId: Number(seriesId),
    minute: Math.floor(lastAt / 60_000),
    n: 1,
    sum: amount,
    min: amount,
    max: amount,
    m2: 0,
    last: amount,
    lastAt,
  };
  await flush(client, { minutes: [minute], bins: [] }, []);
  client.release();
}

async function totals(id = into.id) {
  const all = await Promise.all(
    (["1d", "1h", "15m"] as const).map(async (step) => {
      const { points } = await readStatSeries(alice, {
        id,
        from: "2026-04-20T00:00:00Z",
        to: "2026-05-05T00:00:00Z",
        step,
      });
      return [points.reduce((n, point) => n + point.n, 0), points.reduce((sum, point) => sum + (point.sum ?? 0), 0)];
    }),
  );
  expect(all[1]).toEqual(all[0]);
  expect(all[2]).toEqual(all[0]);
  return all[0];
}

async function rowsOf(stat: ListedStat): Promise<Record<string, number>> {
  const tables = ["minute", "quarter", "day", "bin", "sketch"];
  const counts = tables.map(async (table) => {
    const { rows } = await store.pool.query(`SELECT count(*)::int FROM series_${table} WHERE stat_id = $1`, [
      String(stat.seriesId),
    ]);
    return [table, rows[0].count];
  });
  return Object.fromEntries(await Promise.all(counts));
}

test("at every batch the figures of the other stat are whole, rolled up or not", async () => {
  await fill(from, 1);
  await fill(into, 1_000);
  await rollUp(job);
  const whole = [2 * MINUTES, 1_001 * MINUTES];
  await mergeStat(alice, { id: from.id, into: into.id });
  expect(await totals()).toEqual(whole);
  expect(await getStat(alice, { id: into.id })).toMatchObject({ lastValue: 1_000 });
  await moveSeries(store.pool, from.seriesId);
  expect(await totals()).toEqual(whole);
  await rollUp(job);
  expect(await totals()).toEqual(whole);
  expect(await moveMerged(job)).toBeGreaterThan(0);
  expect(await totals()).toEqual(whole);
  expect(await moveMerged(job)).toBe(0);
  await rollUp(job);
  expect(await totals()).toEqual(whole);
  expect(await rowsOf(from)).toEqual({ minute: 0, quarter: 0, day: 0, bin: 0, sketch: 0 });
  expect((await checkSeries(job)).wrong).toEqual([]);
});

test("workers, ingest and roll-up may all run at once", async () => {
  await fill(from, 1);
  await fill(into, 1_000);
  await rollUp(job);
  await mergeStat(alice, { id: from.id, into: into.id });
  const sent: Promise<void>[] = [];
  for (let index = 0; index < 40; index++) {
    const at = new Date(Date.parse(NOW) - ((index * 7_919) % MINUTES) * 60_000).toISOString();
    sent.push(late((index % 2 === 0 ? from : into).seriesId, at, 1_000_000));
  }
  await Promise.all([moveMerged(job), moveMerged(job), rollUp(job), ...sent, moveMerged(job), rollUp(job)]);
  const whole = [2 * MINUTES + 40, 1_001 * MINUTES + 40_000_000];
  expect(await totals()).toEqual(whole);
  await moveMerged(job);
  await rollUp(job);
  expect(await totals()).toEqual(whole);
  expect(await rowsOf(from)).toMatchObject({ minute: 0, quarter: 0, day: 0 });
});

test("a move that is killed anywhere is taken up again, and nothing counts twice", async () => {
  await fill(from, 1);
  await rollUp(job);
  await mergeStat(alice, { id: from.id, into: into.id });
  for (const pass of [0, 1]) {
    let left = pass;
    onFailpoint((name) => {
      if (name === "series moved" && left-- === 0) throw new Error("killed");
    });
    await expect(moveMerged(job)).rejects.toThrow("killed");
    onFailpoint(null);
    expect(await totals()).toEqual([MINUTES, MINUTES]);
  }
  await moveMerged(job);
  expect(await totals()).toEqual([MINUTES, MINUTES]);
});

test("what a process that had not heard of the merge wrote is found for a day, and the move ends after it", async () => {
  await late(from.seriesId, "2026-05-04T11:00:00Z", 1);
  await mergeStat(alice, { id: from.id, into: into.id });
  await late(from.seriesId, "2026-05-04T11:00:30Z", 10);
  expect(await totals()).toEqual([2, 11]);
  expect(await getStat(alice, { id: into.id })).toMatchObject({ lastValue: 10 });
  expect((await listStats(alice, { sort: "-last_at" })).data).toMatchObject([{ id: into.id, lastValue: 10 }]);
  expect(await moveMerged(job)).toBe(1);
  expect(await totals()).toEqual([2, 11]);
  clock.set("2026-05-05T11:59:00Z");
  await late(from.seriesId, "2026-05-04T11:00:45Z", 100);
  await rollUp(job);
  const isMoving = async () => (await store.prisma.stat.findUniqueOrThrow({ where: { id: from.seriesId } })).moving;
  expect(await moveMerged(job)).toBe(1);
  expect(await isMoving()).toBe(true);
  clock.set("2026-05-05T12:00:01Z");
  await moveMerged(job);
  expect(await isMoving()).toBe(false);
  expect(await rowsOf(from)).toEqual({ minute: 0, quarter: 0, day: 0, bin: 0, sketch: 0 });
  await rollUp(job);
  expect(await totals()).toEqual([3, 111]);
});

test("quarters whose minutes are gone are added to those of the other stat", async () => {
  await fill(from, 1, 20 * 1_440);
  await fill(into, 1_000, 20 * 1_440);
  for (const stat of [from, into]) {
    await store.prisma.stat.update({ where: { id: stat.seriesId }, data: { retentionDays: 7 } });
  }
  await rollUp(job);
  expect(await foldMinutes(job)).toBeGreaterThan(20_000);
  const days = ["2026-04-17T00:00:00Z", "2026-04-18T00:00:00Z"];
  const read = async () =>
    (await readStatSeries(alice, { id: into.id, from: days[0], to: days[1], step: "1d" })).points[0]?.sum;
  const before = await totals();
  const other = await totals(from.id);
  await mergeStat(alice, { id: from.id, into: into.id });
  const whole = [(before?.[0] ?? 0) + (other?.[0] ?? 0), (before?.[1] ?? 0) + (other?.[1] ?? 0)];
  expect(await totals()).toEqual(whole);
  await moveMerged(job);
  expect(await totals()).toEqual(whole);
  await rollUp(job);
  expect(await totals()).toEqual(whole);
  expect(await read()).toBe(1_001 * 1_440);
  expect(await rowsOf(from)).toMatchObject({ minute: 0, quarter: 0, day: 0 });
  expect((await checkSeries(job)).wrong).toEqual([]);
});

test("how often numbers of a size came is added too, packed or not", async () => {
  const [a, b] = [await make("a", "value"), await make("b", "value")];
  const [one, two] = [String(a.seriesId), String(b.seriesId)];
  await store.pool.query(
    "INSERT INTO series_bin VALUES ($1, '2026-05-04T10:00Z', 5, 2), ($1, '2026-05-04T10:00Z', 7, 1), ($2, '2026-05-04T10:00Z', 5, 3)",
    [one, two],
  );
  await store.pool.query(
    `INSERT INTO series_sketch VALUES ($1, '2026-05-03T10:00Z', '{1,2}', '{10,20}'), ($1, '2026-05-02T10:00Z', '{4}', '{1}'),
       ($2, '2026-05-03T10:00Z', '{2,3}', '{1,2}')`,
    [one, two],
  );
  await mergeStat(alice, { id: a.id, into: b.id });
  expect(await moveMerged(job)).toBe(4);
  const { rows } = await store.pool.query(
    `SELECT hour, bin, sum(n)::int AS n FROM (
       SELECT hour, bin, n FROM series_bin WHERE stat_id = $1
       UNION ALL SELECT hour, u.bin, u.n FROM series_sketch, unnest(bins, ns) AS u (bin, n) WHERE stat_id = $1) s
     GROUP BY 1, 2 ORDER BY 1, 2`,
    [two],
  );
  expect(rows.map(({ hour, bin, n }) => [hour.toISOString().slice(8, 10), bin, n])).toEqual([
    ["02", 4, 1],
    ["03", 1, 10],
    ["03", 2, 21],
    ["03", 3, 2],
    ["04", 5, 5],
    ["04", 7, 1],
  ]);
  expect(await rowsOf(a)).toMatchObject({ bin: 0, sketch: 0 });
});

test("numbers of a stat that was merged on go to the last one", async () => {
  const last = await make("last");
  await fill(from, 1);
  await mergeStat(alice, { id: from.id, into: into.id });
  await putMinute(store, into.seriesId, "2026-05-04T12:00:00Z", [5]);
  await mergeStat(alice, { id: into.id, into: last.id });
  expect(await totals(last.id)).toEqual([MINUTES + 1, MINUTES + 5]);
  await Promise.all([moveMerged(job), moveMerged(job)]);
  expect(await totals(last.id)).toEqual([MINUTES + 1, MINUTES + 5]);
  expect(await rowsOf(from)).toMatchObject({ minute: 0 });
  expect(await rowsOf(into)).toMatchObject({ minute: 0 });
});

test("people do not move anything", async () => {
  expect((await refusalOf(moveMerged(alice))).code).toBe("forbidden");
});
