import { afterAll, beforeAll, expect, test } from "vitest";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { mergeStat } from "@/lib/interactors/stats/merge-stat";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { AlertScene } from "@/lib/testing/alert-scene";
import { readLastAt } from "./read-last-at";
import { readWindows } from "./read-windows";

const BERLIN = "Europe/Berlin";
const at = (text: string) => Date.parse(text) / 1_000;
let scene: AlertScene;
let seriesId: bigint;

beforeAll(async () => {
  scene = await AlertScene.open("2026-03-31T12:00:00Z");
  await updateTeam(scene.alice, { zone: BERLIN });
  ({ seriesId } = await scene.stat());
  // A one every ten minutes, the first at 12:00 of 25 March.
  await scene.store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     SELECT $1, m, 1, 1, 1, 1, 0, 1, m + interval '7 seconds'
     FROM generate_series('2026-03-25T12:00:00Z'::timestamptz, '2026-03-31T11:50:00Z', '10 minutes') m`,
    [String(seriesId)],
  );
});
afterAll(() => scene.close());

async function sums(windows: [from: string, to: string, days?: [string, string]][]) {
  const found = await readWindows(
    scene.store.pool,
    windows.map(([from, to, days]) => ({
      ...{ seriesId, from: at(from), to: at(to) },
      days: days === undefined ? null : { from: at(days[0]), to: at(days[1]), zone: BERLIN },
    })),
  );
  return found.map(({ n, first }) => [n, first === null ? null : new Date(first * 1_000).toISOString().slice(0, 16)]);
}

const WINDOWS: Parameters<typeof sums>[0] = [
  ["2026-03-31T11:00:00Z", "2026-03-31T12:00:00Z"],
  ["2026-03-31T11:00:01Z", "2026-03-31T11:50:01Z"],
  ["2026-03-26T00:05:00Z", "2026-03-30T00:07:00Z", ["2026-03-26T23:00:00Z", "2026-03-29T22:00:00Z"]],
  ["2026-03-20T00:00:00Z", "2026-03-25T12:00:00Z"],
];
const EXPECTED = [
  [6, "2026-03-31T11:00"],
  [5, "2026-03-31T11:10"],
  [576, "2026-03-26T00:10"],
  [0, null],
];

test("windows of many lengths are read in one statement, to the minute, before anything is rolled up", async () => {
  expect(await sums(WINDOWS)).toEqual(EXPECTED);
});

test("and the same from quarters and days; what came first is then known to the quarter", async () => {
  await rollUp(scene.job);
  const { rows } = await scene.store.pool.query("SELECT count(*)::int AS days FROM series_day");
  expect(rows[0].days).toBeGreaterThan(4);
  expect(await sums(WINDOWS)).toEqual(EXPECTED);
  expect(await sums([["2026-03-25T11:52:00Z", "2026-03-25T12:11:00Z"]])).toEqual([[2, "2026-03-25T12:00"]]);
});

test("a quarter that is stale is read from its minutes, within days too", async () => {
  await scene.put(seriesId, "2026-03-28T09:02:00Z", 1);
  await scene.store.pool.query(
    "INSERT INTO rollup_dirty (stat_id, quarter) VALUES ($1, '2026-03-28T09:00:00Z'), ($1, '2026-03-28T09:00:00Z')",
    [String(seriesId)],
  );
  expect((await sums(WINDOWS))[2]?.[0]).toBe(577);
  await rollUp(scene.job);
  expect((await sums(WINDOWS))[2]?.[0]).toBe(577);
});

test("the last number is known to the millisecond, as of any moment", async () => {
  const before = (text: string) => ({ seriesId, before: at(text) });
  const asked = [before("2026-03-31T12:00:00Z"), before("2026-03-31T11:50:00Z"), before("2026-03-25T12:00:00Z")];
  expect(await readLastAt(scene.store.pool, asked)).toEqual([
    at("2026-03-31T11:50:07Z"),
    at("2026-03-31T11:40:07Z"),
    null,
  ]);
});

test("what is still moving into a stat counts there", async () => {
  const other = await scene.stat("visits");
  await scene.put(other.seriesId, "2026-03-31T11:55:00Z", 5, 5);
  await mergeStat(scene.alice, {
    id: other.id,
    into: (await scene.store.prisma.stat.findFirstOrThrow({ where: { id: seriesId } })).publicId,
  });
  expect((await sums(WINDOWS))[0]).toEqual([8, "2026-03-31T11:00"]);
});
