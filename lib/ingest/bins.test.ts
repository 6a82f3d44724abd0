import { randomUUID } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { binOf } from "@/lib/domain/distribution";
import { scratchDatabase } from "@/lib/testing/scratch";
import type { Ingest } from "./ingest";
import { combine } from "./minutes";
import { ez, post, statusOf, told } from "./testing/ask";
import { CutProxy, isFlush } from "./testing/cut-proxy";
import { openTestIngest } from "./testing/open";
import { TestRecords, type TestTeam } from "./testing/team";

const T = 1_700_000_000;
const HOUR = Math.floor(T / 3_600);
let records: TestRecords;
let proxy: CutProxy;
let ingest: Ingest;
let team: TestTeam;

beforeAll(async () => {
  const url = await scratchDatabase();
  records = new TestRecords(url);
  const opened = await CutProxy.before(url);
  proxy = opened.proxy;
  ingest = openTestIngest(opened.url);
  team = await records.team();
});

afterAll(async () => {
  await ingest.close();
  await proxy.close();
  await records.close();
});

async function binsOf(name: string): Promise<[hour: number, bin: number, n: number][]> {
  const { rows } = await records.pool.query<{ hour: number; bin: number; n: number }>(
    `SELECT (extract(epoch FROM b.hour) / 3600)::int AS hour, b.bin, b.n::int
     FROM series_bin b JOIN stat s ON s.id = b.stat_id WHERE s.team_id = $1 AND s.name = $2 ORDER BY 1, 2`,
    [team.id, name],
  );
  return rows.map(({ hour, bin, n }) => [hour, bin, n]);
}

test("a number of a value is counted in the bin of its size and hour, over several flushes", async () => {
  const points = [7, 7.001, -3, 0, 1e100].map((value) => ({ stat: "sizes", value, t: T }));
  for (const batch of [points, [{ stat: "sizes", value: 7, t: T + 3_600 }], [{ stat: "sizes", value: 7, t: T }]]) {
    expect(statusOf(await post(ingest, team.ezkey, { points: batch }))).toBe(200);
  }
  expect(await binsOf("sizes")).toEqual([
    [HOUR, binOf(-3), 1],
    [HOUR, 0, 1],
    [HOUR, binOf(7), 3],
    [HOUR, binOf(1e100), 1],
    [HOUR + 1, binOf(7), 1],
  ]);
});

test("a counter has no bins", async () => {
  expect(told(await ez(ingest, team.ezkey, "stat=counted&count=3"))).toBe("204");
  expect(await binsOf("counted")).toEqual([]);
});

test("a keyed write that is sent again, or whose answer was lost, is counted once", async () => {
  const key = randomUUID();
  const body = { points: [1, 2, 2].map((value) => ({ stat: "keyed", value, t: T })) };
  let cuts = 0;
  proxy.cutAnswer = (_, question) => isFlush(question) && cuts++ < 2;
  for (let i = 0; i < 3; i++) expect(told(await post(ingest, team.ezkey, body, key))).toContain('"accepted":3');
  proxy.cutAnswer = () => false;
  expect(cuts).toBeGreaterThan(2);
  expect(await binsOf("keyed")).toEqual([
    [HOUR, binOf(1), 1],
    [HOUR, binOf(2), 2],
  ]);
});

test("what the database does not take leaves neither minutes nor bins", async () => {
  await post(ingest, team.ezkey, { stat: "refused", value: 1, t: T });
  await records.pool.query(
    "ALTER TABLE series_bin ADD CONSTRAINT not_twelve CHECK (bin <> $1)".replace("$1", String(binOf(12))),
  );
  expect(
    statusOf(await post(ingest, team.ezkey, { points: [3, 12].map((value) => ({ stat: "refused", value, t: T })) })),
  ).not.toBe(200);
  await records.pool.query("ALTER TABLE series_bin DROP CONSTRAINT not_twelve");
  expect(await binsOf("refused")).toEqual([[HOUR, binOf(1), 1]]);
  expect(await records.minutes(team.id, "refused")).toMatchObject([{ n: 1, sum: 1 }]);
});

test("bins of many points are combined by stat, hour and bin, minutes apart from each other", () => {
  const [value, counter] = (["value", "counter"] as const).map((kind, index) => ({
    id: index + 1,
    publicId: "",
    teamId: "",
    kind,
    trashedAt: null,
    retentionDays: null,
  }));
  if (!value || !counter) throw new Error("two stats were made");
  const points = [0, 1, 2, 3].flatMap((minute) => [
    { stat: value, amount: -5, at: minute * 60_000 },
    { stat: counter, amount: 5, at: minute * 60_000 },
  ]);
  const late = { stat: value, amount: 5, at: -1 };
  const { minutes, bins } = combine([{ points }, { points: [late] }]);
  expect(minutes).toHaveLength(9);
  expect(bins).toEqual([
    { statId: 1, hour: 0, bin: binOf(-5), n: 4 },
    { statId: 1, hour: -1, bin: binOf(5), n: 1 },
  ]);
});

test("more rows than one transaction takes are refused whole", async () => {
  const points = Array.from({ length: 25_000 }, (_, i) => ({
    stat: "too many",
    value: 1.5 ** (i % 40),
    t: T - i * 3_600,
  }));
  const refused = await post(ingest, team.ezkey, { points });
  expect(statusOf(refused)).toBe(413);
  expect(await records.minutes(team.id, "too many")).toEqual([]);
  const fewer = points.map((point, i) => ({ ...point, value: 1, t: T - (i % 20_000) * 60 }));
  expect(statusOf(await post(ingest, team.ezkey, { points: fewer }))).toBe(200);
});
