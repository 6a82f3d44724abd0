import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { ListedStat } from "@/lib/domain/stat";
import { readStatSeries } from "@/lib/interactors/series/read-series";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { getStat } from "@/lib/interactors/stats/get-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { updateStat } from "@/lib/interactors/stats/update-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { onFailpoint } from "@/lib/store/series/failpoint";
import { flush } from "@/lib/store/series/flush";
import { asking, castOf, putMinute, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { checkSeries } from "./check-series";
import { foldMinutes } from "./fold-minutes";
import { rebuildSeries } from "./rebuild-series";
import { rollUp } from "./roll-up";

const NOW = "2026-05-04T12:07:00.000Z";
/** A week and a day before now, at the quarter. */
const HORIZON = "2026-04-26T12:00:00.000Z";
const clock = stoppedClock(NOW);
let store: Store;
let alice: Context;
let job: Context;
let stat: ListedStat;

beforeAll(async () => {
  store = openStore(await scratchDatabase());
  alice = asking(store, clock, (await castOf(store)).alice.actor);
  job = asking(store, clock, { kind: "job", name: "test" });
});
beforeEach(async () => {
  onFailpoint(null);
  clock.set(NOW);
  await store.prisma.stat.deleteMany();
  await store.pool.query("TRUNCATE series_minute, series_quarter, series_day, rollup_dirty, rollup_zone");
  await store.pool.query("UPDATE rollup_mark SET closed_to = 'epoch', rolled_to = 'epoch', rolling_to = NULL");
  stat = await createStat(alice, { name: "visits", kind: "counter", retentionDays: 7 });
});
afterAll(() => store.close());

const put = (minute: string, ...values: number[]) => putMinute(store, stat.seriesId, minute, values);
const record = () => store.prisma.stat.findUniqueOrThrow({ where: { id: stat.seriesId } });
const minutes = async () => {
  const rows = await store.prisma.seriesMinute.findMany({
    where: { statId: stat.seriesId },
    orderBy: { minute: "asc" },
  });
  return rows.map(({ minute }) => minute.toISOString());
};

/** A number in every minute of two days that are past the retention. */
async function fillTwoDays(): Promise<void> {
  await store.pool.query(
    `INSERT INTO series_minute SELECT $1, m, 2, i, -1, i, 0, i, m + interval '30 seconds'
     FROM generate_series(0, 2879) i CROSS JOIN LATERAL (SELECT '2026-04-20T00:00:00Z'::timestamptz + i * interval '1 minute') t (m)`,
    [String(stat.seriesId)],
  );
}

async function late(at: string, amount: number): Promise<void> {
  const client = await store.pool.connect();
  const lastAt = Date.parse(at);
  const minute = { statId: Number(stat.seriesId), minute: Math.floor(lastAt / 60_000), n: 1, sum: amount, min: amount };
  await flush(client, { minutes: [{ ...minute, max: amount, m2: 0, last: amount, lastAt }], bins: [] }, []);
  client.release();
}

async function read() {
  const steps = (["1d", "1h", "15m"] as const).map(async (step) => {
    const range = { from: "2026-04-19T00:00:00Z", to: "2026-05-05T00:00:00Z", step };
    return (await readStatSeries(alice, { id: stat.id, ...range })).points.filter(({ n }) => n > 0);
  });
  return Promise.all(steps);
}

test("minutes past the retention become quarters, and every figure stays", async () => {
  await fillTwoDays();
  await put("2026-04-26T11:59:00Z", 1);
  await put("2026-04-26T12:00:00Z", 2);
  await put("2026-05-04T12:00:00Z", 3);
  await rollUp(job);
  const before = await read();
  expect(await foldMinutes(job)).toBe(2_881);
  expect(await minutes()).toEqual(["2026-04-26T12:00:00.000Z", "2026-05-04T12:00:00.000Z"]);
  expect((await record()).minutesFrom.toISOString()).toBe(HORIZON);
  expect(await read()).toEqual(before);
  expect(await foldMinutes(job)).toBe(0);
  await rollUp(job);
  expect(await read()).toEqual(before);
  expect((await checkSeries(job)).wrong).toEqual([]);
});

test("what is derived may be made anew from minutes and folded quarters together", async () => {
  await fillTwoDays();
  await put("2026-05-01T12:00:00Z", 3);
  await rollUp(job);
  const before = await read();
  await foldMinutes(job);
  await rebuildSeries(job);
  expect(await read()).toEqual(before);
  await rollUp(job);
  expect(await read()).toEqual(before);
});

test("nothing is folded before it is rolled up, nor from a stale quarter on", async () => {
  await fillTwoDays();
  expect(await foldMinutes(job)).toBe(0);
  expect((await record()).minutesFrom.getTime()).toBe(0);
  await rollUp(job);
  await late("2026-04-21T10:20:00Z", 1_000_000);
  const before = await read();
  expect(await foldMinutes(job)).toBe(1_440 + 10 * 60 + 15);
  expect((await record()).minutesFrom.toISOString()).toBe("2026-04-21T10:15:00.000Z");
  expect(await read()).toEqual(before);
  await rollUp(job);
  expect(await foldMinutes(job)).toBe(2_880 - (1_440 + 10 * 60 + 15));
  expect(await minutes()).toEqual([]);
  expect(await read()).toEqual(before);
});

test("a number that comes while its minutes are folded stays a minute with its mark, and is added to its quarter", async () => {
  await fillTwoDays();
  await rollUp(job);
  const before = await read();
  const sent: Promise<void>[] = [];
  onFailpoint(() => {
    // One of them waits for a minute that is being folded, the other adds a minute that nobody has locked.
    if (sent.length === 0) sent.push(late("2026-04-20T10:00:00Z", 1_000), late("2026-04-19T10:00:30Z", 2_000));
  });
  await foldMinutes(job);
  onFailpoint(null);
  await Promise.all(sent);
  expect(await minutes()).toEqual(["2026-04-19T10:00:00.000Z", "2026-04-20T10:00:00.000Z"]);
  expect(await store.prisma.rollupDirty.count()).toBe(2);
  const after = await read();
  for (const [index, points] of after.entries()) {
    const sum = (all: typeof points) => all.reduce((total, point) => total + (point.sum ?? 0), 0);
    expect(sum(points)).toBe(sum(before[index] ?? []) + 3_000);
  }
  await rollUp(job);
  expect(await minutes()).toEqual([]);
  expect(await read()).toEqual(after);
});

test("a fold that is killed has changed nothing", async () => {
  await fillTwoDays();
  await rollUp(job);
  onFailpoint((name) => {
    if (name === "minutes folded") throw new Error("killed");
  });
  await expect(foldMinutes(job)).rejects.toThrow("killed");
  onFailpoint(null);
  expect(await minutes()).toHaveLength(2_880);
  expect((await record()).minutesFrom.getTime()).toBe(0);
});

test("two workers fold what there is once", async () => {
  await fillTwoDays();
  await rollUp(job);
  const before = await read();
  const [one, other] = await Promise.all([foldMinutes(job), foldMinutes(job), rollUp(job)]);
  expect(one + other).toBe(2_880);
  expect(await read()).toEqual(before);
});

test("the last number is told although its minute is gone, until a newer one comes", async () => {
  await put("2026-04-20T10:00:00Z", 5);
  await put("2026-04-20T10:01:00Z", 6);
  await rollUp(job);
  await foldMinutes(job);
  expect(await minutes()).toEqual([]);
  const told = { lastValue: 6, lastAt: new Date("2026-04-20T10:01:00Z") };
  expect(await getStat(alice, { id: stat.id })).toMatchObject(told);
  await late("2026-04-20T09:00:00Z", 1);
  expect((await listStats(alice, { sort: "-last_at" })).data[0]).toMatchObject(told);
  await put("2026-05-04T12:00:00Z", 0);
  expect(await getStat(alice, { id: stat.id })).toMatchObject({ lastValue: 0 });
});

test("stats without a retention, in the trash or merged away keep their minutes", async () => {
  const names = ["for ever", "in the trash", "merged away", "other"];
  const [forEver, trashed, merged, other] = await Promise.all(
    names.map((name) => createStat(alice, { name, kind: "counter", retentionDays: 7 })),
  );
  if (!forEver || !trashed || !merged || !other) throw new Error("four stats were made");
  for (const { seriesId } of [forEver, trashed]) await putMinute(store, seriesId, "2026-04-20T10:00:00Z", [1]);
  await updateStat(alice, { id: forEver.id, retentionDays: null });
  await trashStat(alice, { id: trashed.id });
  await mergeStat(alice, { id: merged.id, into: other.id });
  await putMinute(store, merged.seriesId, "2026-04-20T10:00:00Z", [1]);
  await rollUp(job);
  expect(await foldMinutes(job)).toBe(0);
  expect(await store.prisma.seriesMinute.count()).toBe(3);
});

test("people do not fold anything", async () => {
  expect((await refusalOf(foldMinutes(alice))).code).toBe("forbidden");
});
