import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { flush, type Minute } from "@/lib/store/series/flush";
import { type BucketQuestion, readBuckets } from "@/lib/store/series/read-buckets";
import { asking, type Cast, castOf, putMinute, type StoppedClock, stoppedClock } from "@/lib/testing/cast";
import { scratchDatabase } from "@/lib/testing/scratch";
import { checkSeries } from "./check-series";
import { rebuildSeries } from "./rebuild-series";
import { rollUp } from "./roll-up";

const HOUR = 3_600;
const BERLIN_DAYS = ["2026-03-27T23:00:00Z", "2026-03-28T23:00:00Z", "2026-03-29T22:00:00Z", "2026-03-30T22:00:00Z"];

let store: Store;
let cast: Cast;
let clock: StoppedClock;
let seriesId: bigint;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  cast = await castOf(store);
});

afterAll(() => store.close());

beforeEach(async () => {
  clock = stoppedClock("2026-03-31T12:00:00Z");
  await store.pool.query("UPDATE rollup_mark SET closed_to = 'epoch', rolled_to = 'epoch', rolling_to = NULL");
  await store.pool.query("TRUNCATE series_minute, series_quarter, series_day, rollup_dirty, rollup_zone, stat CASCADE");
  await updateTeam(asking(store, clock, cast.alice.actor), { zone: "Europe/Berlin" });
  seriesId = (await createStat(asking(store, clock, cast.alice.actor), { name: "visits", kind: "counter" })).seriesId;
});

const job = () => asking(store, clock, { kind: "job", name: "test" });
const seconds = (moment: string) => Date.parse(moment) / 1_000;
const put = (minute: string, ...values: number[]) => putMinute(store, seriesId, minute, values);

/** What a writer adds: one number of a moment. */
async function late(moment: string, amount: number): Promise<void> {
  const client = await store.pool.connect();
  await flush(client, { minutes: [minuteOf(moment, amount)], bins: [] }, []);
  client.release();
}

function minuteOf(moment: string, amount: number): Minute {
  const at = Date.parse(moment);
  const minute = { statId: Number(seriesId), minute: Math.floor(at / 60_000), n: 1, sum: amount };
  return { ...minute, min: amount, max: amount, m2: 0, last: amount, lastAt: at };
}

async function sums(question: Omit<BucketQuestion, "seriesIds">): Promise<Record<number, number>> {
  const rows = await readBuckets(store.pool, { ...question, seriesIds: [seriesId] });
  return Object.fromEntries(rows.map(({ index, sum }) => [index, sum]));
}

const days = () => sums({ bounds: BERLIN_DAYS.map(seconds), zone: "Europe/Berlin" });

async function levels(): Promise<{ quarters: number; days: number }> {
  const count = async (table: string) =>
    Number((await store.pool.query(`SELECT count(*) FROM ${table}`)).rows[0].count);
  return { quarters: await count("series_quarter"), days: await count("series_day") };
}

async function fillThreeDays(): Promise<void> {
  await put("2026-03-27T22:59:00Z", 100);
  await put("2026-03-27T23:00:00Z", 1);
  await put("2026-03-28T22:59:00Z", 2);
  await put("2026-03-28T23:00:00Z", 4);
  await put("2026-03-29T21:59:00Z", 8);
  await put("2026-03-29T22:00:00Z", 16);
  await put("2026-03-31T11:58:00Z", 32);
}

test("a roll-up makes quarters and the local days, of 23 hours where they are, and reads answer the same", async () => {
  await fillThreeDays();
  const before = await days();
  expect(await rollUp(job())).toMatchObject({ closedTo: "2026-03-31T11:45:00.000Z", quarters: 6, zones: 3 });
  expect(await levels()).toEqual({ quarters: 6, days: 4 });
  expect(await days()).toEqual(before);
  expect(before).toEqual({ 0: 3, 1: 12, 2: 16 });
  expect(await checkSeries(job())).toEqual({ quarters: 6, days: 4, wrong: [] });
});

test("reads of rolled up time do not look at the minutes", async () => {
  await fillThreeDays();
  await rollUp(job());
  await store.pool.query("DELETE FROM series_minute");
  expect(await days()).toEqual({ 0: 3, 1: 12, 2: 16 });
  const quarterHours = { bounds: [0, 1, 2].map((i) => seconds("2026-03-28T22:45:00Z") + i * 900) };
  expect(await sums(quarterHours)).toEqual({ 0: 2, 1: 4 });
});

test("days of another zone come from quarters, and minutes that a bound cuts off are told apart", async () => {
  await fillThreeDays();
  await rollUp(job());
  const kathmandu = ["2026-03-27T18:15:00Z", "2026-03-28T18:15:00Z", "2026-03-29T18:15:00Z"].map(seconds);
  expect(await sums({ bounds: kathmandu, zone: "Asia/Kathmandu" })).toEqual({ 0: 101, 1: 6 });
  const odd = ["2026-03-27T22:59:00Z", "2026-03-27T23:00:00Z", "2026-03-29T21:59:00Z"].map(seconds);
  expect(await sums({ bounds: odd })).toEqual({ 0: 100, 1: 7 });
});

test("a late number counts at once, and when it is rolled up, in every level", async () => {
  await fillThreeDays();
  await rollUp(job());
  await late("2026-03-29T00:30:00Z", 1_000);
  expect(await days()).toEqual({ 0: 3, 1: 1_012, 2: 16 });
  expect(await rollUp(job())).toMatchObject({ dirty: 1, quarters: 1, days: 1 });
  expect(await days()).toEqual({ 0: 3, 1: 1_012, 2: 16 });
  expect((await checkSeries(job())).wrong).toEqual([]);
  expect(await rollUp(job())).toMatchObject({ dirty: 0, quarters: 0, days: 0, zones: 0 });
});

test("only what was closed since the last round is made", async () => {
  await fillThreeDays();
  await rollUp(job());
  await put("2026-03-31T12:10:00Z", 64);
  clock.set("2026-03-31T12:16:30Z");
  expect(await rollUp(job())).toMatchObject({ closedTo: "2026-03-31T12:15:00.000Z", quarters: 2, days: 0 });
  clock.set("2026-03-31T22:02:00Z");
  expect(await rollUp(job())).toMatchObject({ quarters: 0, days: 1 });
  expect((await checkSeries(job())).wrong).toEqual([]);
});

test("a team that moves has its days in the new zone, and those of the old one go", async () => {
  await fillThreeDays();
  await rollUp(job());
  await updateTeam(asking(store, clock, cast.alice.actor), { zone: "America/New_York" });
  const bounds = ["2026-03-27T04:00:00Z", "2026-03-28T04:00:00Z", "2026-03-29T04:00:00Z"].map(seconds);
  const before = await sums({ bounds, zone: "America/New_York" });
  expect(await rollUp(job())).toMatchObject({ zones: 1 });
  expect(await sums({ bounds, zone: "America/New_York" })).toEqual(before);
  const { rows } = await store.pool.query("SELECT DISTINCT zone FROM series_day");
  expect(rows).toEqual([{ zone: "America/New_York" }]);
  const zones = await store.pool.query("SELECT zone, state FROM rollup_zone WHERE team_id = $1", [cast.alice.teamId]);
  expect(zones.rows).toEqual([{ zone: "America/New_York", state: "ready" }]);
});

test("a team that moves back before the new zone is ready keeps the days it has", async () => {
  await fillThreeDays();
  await rollUp(job());
  await updateTeam(asking(store, clock, cast.alice.actor), { zone: "Asia/Kolkata" });
  await updateTeam(asking(store, clock, cast.alice.actor), { zone: "Europe/Berlin" });
  await rollUp(job());
  expect(await days()).toEqual({ 0: 3, 1: 12, 2: 16 });
  expect((await checkSeries(job())).days).toBe(4);
});

test("derived rows that are gone or wrong are found, and a rebuild makes the same ones again", async () => {
  await fillThreeDays();
  await rollUp(job());
  const whole = async () =>
    (await store.pool.query("SELECT * FROM series_quarter ORDER BY 1, 2")).rows.concat(
      (await store.pool.query("SELECT * FROM series_day ORDER BY 1, 2, 3")).rows,
    );
  const before = await whole();
  await store.pool.query("UPDATE series_day SET sum = sum + 1 WHERE day = '2026-03-28T23:00:00Z'");
  await store.pool.query("DELETE FROM series_quarter WHERE quarter = '2026-03-27T22:45:00Z'");
  const { wrong } = await checkSeries(job());
  expect(wrong.map(({ level, at }) => `${level} ${at}`)).toEqual([
    "quarter 2026-03-27T22:45:00.000Z",
    "day 2026-03-28T23:00:00.000Z",
  ]);
  await store.pool.query("DELETE FROM series_quarter; DELETE FROM series_day");
  await rebuildSeries(job());
  expect(await days()).toEqual({ 0: 3, 1: 12, 2: 16 });
  await rollUp(job());
  expect(await whole()).toEqual(before);
});

test("a writer that is not done when the past is closed holds it up; none writes behind the mark without leaving one", async () => {
  const writer = await store.pool.connect();
  await writer.query("BEGIN");
  await flush(writer, { minutes: [minuteOf("2026-03-31T11:40:00Z", 5)], bins: [] }, []);
  const closing = rollUp(job());
  await new Promise((resolve) => setTimeout(resolve, 300));
  await writer.query("COMMIT");
  writer.release();
  await closing;
  await rollUp(job());
  const bounds = [seconds("2026-03-31T11:00:00Z"), seconds("2026-03-31T11:00:00Z") + HOUR];
  expect(await sums({ bounds })).toEqual({ 0: 5 });
  expect((await levels()).quarters).toBe(1);
});

test("people and keys may not roll up, check or rebuild", async () => {
  const ctx = asking(store, clock, cast.alice.actor);
  for (const work of [rollUp, checkSeries, rebuildSeries]) {
    await expect(work(ctx)).rejects.toMatchObject({ code: "forbidden" });
  }
});
