import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import type { Ingest } from "@/lib/ingest/ingest";
import { post, statusOf } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { packBins } from "@/lib/interactors/housekeeping/pack-bins";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { trashStat } from "@/lib/interactors/stats/trash-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, keyOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { readHistogram } from "./read-histogram";
import { readPercentiles } from "./read-percentiles";

const START = Date.parse("2026-05-03T00:00:00Z") / 1_000;
const HOURS = 6;
const RANGE = { from: "2026-05-03T00:00:00Z", to: "2026-05-03T06:00:00Z" };
const clock = stoppedClock("2026-05-03T04:30:00Z");
let store: Store;
let ingest: Ingest;
let cast: Cast;
let alice: Context;
let job: Context;
let ezkey: string;

beforeAll(async () => {
  const url = await scratchDatabase();
  store = openStore(url);
  ingest = openTestIngest(url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  job = asking(store, clock, { kind: "job", name: "pack bins" });
  ezkey = await keyOf(store, cast.alice, "ingest");
});
afterAll(async () => {
  await ingest.close();
  await store.close();
});

/** Chance that is the same in every run: mulberry32, and two of its numbers as one of the normal distribution. */
function chance(seed: number) {
  let state = seed;
  const even = () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - even())) * Math.cos(2 * Math.PI * even());
  return { even, normal };
}

type Chance = ReturnType<typeof chance>;

const SHAPES: Record<string, (by: Chance) => number> = {
  lognormal: ({ normal }) => Math.exp(3 + 1.5 * normal()),
  bimodal: ({ even, normal }) => (even() < 0.7 ? 20 + 2 * normal() : 900 + 60 * normal()),
  negative: ({ normal }) => -Math.exp(1 + normal()),
  "mixed sign": ({ even, normal }) => (even() < 0.05 ? 0 : 40 * normal()),
  constant: () => 12.34,
  "whole numbers": ({ even }) => Math.floor(even() * 1_000),
};

async function send(stat: string, values: number[]): Promise<void> {
  const points = values.map((value, i) => ({ stat, value, t: START + ((i * 7_919) % (HOURS * 3_600)) }));
  for (let i = 0; i < points.length; i += 5_000) {
    expect(statusOf(await post(ingest, ezkey, { points: points.slice(i, i + 5_000) }))).toBe(200);
  }
}

async function idOf(name: string): Promise<string> {
  return (await store.prisma.stat.findFirstOrThrow({ where: { name } })).publicId;
}

const P = [0, 0.1, 1, 5, 25, 50, 75, 90, 95, 99, 99.9, 100];

describe("with 22,000 numbers, in hours packed and not,", () => {
  const values = new Map<string, number[]>();
  beforeAll(async () => {
    for (const [index, [name, shape]] of Object.entries(SHAPES).entries()) {
      const by = chance(index + 1);
      const early = Array.from({ length: 20_000 }, () => shape(by));
      const late = Array.from({ length: 2_000 }, () => shape(by));
      values.set(name, [...early, ...late]);
      await send(name, early);
    }
    await rollUp(job);
    expect(await packBins(job)).toBe(Object.keys(SHAPES).length * 4);
    for (const name of values.keys()) await send(name, values.get(name)?.slice(20_000) ?? []);
  });

  const exact = (name: string, p: number) => {
    const sorted = [...(values.get(name) ?? [])].sort((a, b) => a - b);
    return sorted[Math.floor((p * (sorted.length - 1)) / 100)] as number;
  };

  test.each(Object.keys(SHAPES))("percentiles of %s numbers are within a hundredth of the exact ones", async (name) => {
    for (const packed of [false, true]) {
      if (packed) await packBins(job);
      const answer = await readPercentiles(alice, { id: await idOf(name), ...RANGE, p: P });
      expect(answer).toMatchObject({ from: START, to: START + HOURS * 3_600, n: 22_000 });
      expect(answer.percentiles.map(({ p }) => p)).toEqual(P);
      for (const { p, v } of answer.percentiles) {
        const right = exact(name, p);
        expect(Math.abs((v as number) - right)).toBeLessThanOrEqual(Math.abs(right) * 0.01 + 1e-9);
      }
      expect(answer.percentiles[0]?.v).toBe(exact(name, 0));
      expect(answer.percentiles.at(-1)?.v).toBe(exact(name, 100));
    }
  });

  test.each(Object.keys(SHAPES))("a histogram counts %s numbers once each, in their place", async (name) => {
    for (const scale of ["auto", "linear", "log"] as const) {
      const { n, buckets } = await readHistogram(alice, { id: await idOf(name), ...RANGE, scale });
      expect(n).toBe(22_000);
      expect(buckets.reduce((sum, bucket) => sum + bucket.n, 0)).toBe(22_000);
      expect(buckets.length).toBeLessThanOrEqual(30);
      // As good as the numbers are known: what lies within 1 % of a bound may be counted on either side of it.
      const within = (a: number, b: number) => (values.get(name) ?? []).filter((v) => v >= a && v < b).length;
      for (const { from, to, n: counted } of buckets.filter((bucket) => bucket.from < bucket.to)) {
        const [below, above] = [from, to].map((bound) => Math.max(Math.abs(bound) * 0.0101, 1e-9)) as [number, number];
        const [wide, narrow] = [within(from - below, to + above), within(from + below, to - above)];
        expect(counted).toBeLessThanOrEqual(wide + 1);
        expect(counted).toBeGreaterThanOrEqual(narrow - 1);
      }
    }
  });

  test("lognormal numbers are shown on a log scale, bimodal and mixed ones on one that fits", async () => {
    const scaleOf = async (name: string) => (await readHistogram(alice, { id: await idOf(name), ...RANGE })).scale;
    expect(await scaleOf("lognormal")).toBe("log");
    expect(await scaleOf("mixed sign")).toBe("linear");
    expect(await scaleOf("whole numbers")).toBe("linear");
    const { buckets } = await readHistogram(alice, { id: await idOf("constant"), ...RANGE });
    expect(buckets).toEqual([{ from: 12.34, to: 12.34, n: 22_000 }]);
  });

  test("a range is widened to the hours it touches", async () => {
    const id = await idOf("constant");
    const asked = { id, from: "2026-05-03T01:10:00Z", to: "2026-05-03T02:00:01Z" };
    const { from, to, n } = await readPercentiles(alice, asked);
    expect([from, to, n]).toEqual([START + 3_600, START + 3 * 3_600, expect.any(Number)]);
    const twice = await readHistogram(alice, asked);
    expect([twice.from, twice.to, twice.n]).toEqual([from, to, n]);
    expect(Math.abs(n - 22_000 / 3)).toBeLessThan(10);
  });

  test("half an hour's offset of a zone does not split an hour", async () => {
    const id = await idOf("constant");
    const asked = { id, from: "2026-05-03T07:00", to: "2026-05-03T08:00", tz: "Asia/Kolkata" };
    expect(await readPercentiles(alice, asked)).toMatchObject({ from: START + 3_600, to: START + 3 * 3_600 });
  });
});

test("a point is counted as soon as it is acknowledged, even at the stroke of an hour", async () => {
  const made = await createStat(alice, { name: "at once", kind: "value" });
  const now = START + 5 * 3_600;
  clock.set(new Date(now * 1_000));
  await post(ingest, ezkey, { stat: "at once", value: 5, t: now });
  expect(await readPercentiles(alice, { id: made.id, from: "-1h" })).toMatchObject({
    from: now - 3_600,
    to: now + 3_600,
    n: 1,
    percentiles: [50, 90, 95, 99].map((p) => ({ p, v: 5 })),
  });
});

test("without data there is no percentile, which is not zero, and no bucket", async () => {
  const { id } = await createStat(alice, { name: "empty", kind: "value" });
  expect(await readPercentiles(alice, { id, p: [50] })).toMatchObject({ n: 0, percentiles: [{ p: 50, v: null }] });
  expect(await readHistogram(alice, { id })).toMatchObject({ n: 0, buckets: [] });
});

test("numbers that were never counted in bins do not stretch the others", async () => {
  const { id, seriesId } = await createStat(alice, { name: "old and new", kind: "value" });
  await store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     VALUES ($1, to_timestamp($2), 1, 1e6, 1e6, 1e6, 0, 1e6, to_timestamp($2))`,
    [String(seriesId), START],
  );
  for (const value of [10, 20]) await post(ingest, ezkey, { stat: "old and new", value, t: START });
  const { n, percentiles } = await readPercentiles(alice, { id, ...RANGE, p: [0, 100] });
  expect(n).toBe(2);
  expect(percentiles[0]?.v).toBe(10);
  expect(Math.abs((percentiles[1]?.v ?? 0) - 20)).toBeLessThanOrEqual(0.2);
});

describe("refused", () => {
  test("is a counter", async () => {
    const { id } = await createStat(alice, { name: "a counter", kind: "counter" });
    for (const read of [readPercentiles, readHistogram]) {
      expect(await refusalOf(read(alice, { id }))).toMatchObject({ code: "unprocessable" });
    }
  });

  test("are strangers, keys for ingest only, the anonymous, and stats in the trash", async () => {
    const { id } = await createStat(alice, { name: "private", kind: "value" });
    const actors = [
      [cast.charlie.actor, "not_found"],
      [{ kind: "anonymous" }, "unauthenticated"],
      [{ kind: "key", keyId: "k", keyKind: "ingest", teamId: cast.alice.teamId, userId: null }, "forbidden"],
    ] as const;
    for (const read of [readPercentiles, readHistogram]) {
      for (const [actor, code] of actors) {
        expect((await refusalOf(read(asking(store, clock, actor), { id }))).code).toBe(code);
      }
      expect(await read(asking(store, clock, cast.bob.actor), { id })).toMatchObject({ n: 0 });
    }
    await trashStat(alice, { id });
    expect((await refusalOf(readPercentiles(alice, { id }))).code).toBe("not_found");
  });

  test("are ranges, zones, percents and buckets that cannot be, by name", async () => {
    const { id } = await createStat(alice, { name: "asked wrongly", kind: "value" });
    const wrong: [Record<string, unknown>, string][] = [
      [{ from: "yesterday" }, "#/from"],
      [{ to: "soon" }, "#/to"],
      [{ from: "now", to: "-1h" }, "#/from"],
      [{ to: "9999-12-31T23:59:59Z" }, "#/to"],
      [{ tz: "Mars/Olympus" }, "#/tz"],
      [{ p: [] }, "#/p"],
      [{ p: [101] }, "#/p/0"],
      [{ p: [50, -1] }, "#/p/1"],
      [{ p: [Number.NaN] }, "#/p/0"],
      [{ p: Array.from({ length: 21 }, (_, i) => i) }, "#/p"],
    ];
    for (const [more, pointer] of wrong) {
      const refusal = await refusalOf(readPercentiles(alice, { id, ...more }));
      expect([refusal.code, refusal.more.faults?.map((fault) => fault.pointer)]).toEqual(["invalid", [pointer]]);
    }
    for (const [more, pointer] of [
      [{ buckets: 101 }, "#/buckets"],
      [{ buckets: 1 }, "#/buckets"],
      [{ scale: "cubic" as "log" }, "#/scale"],
    ] as const) {
      const refusal = await refusalOf(readHistogram(alice, { id, ...more }));
      expect(refusal.more.faults).toMatchObject([{ pointer }]);
    }
  });

  test("is what takes the database too long", async () => {
    const { id } = await createStat(alice, { name: "slow", kind: "value" });
    const slow = openStore(store.url, { statementTimeoutMs: 100 });
    const holder = await store.pool.connect();
    try {
      await holder.query("BEGIN; LOCK TABLE series_sketch IN ACCESS EXCLUSIVE MODE");
      expect(await refusalOf(readPercentiles({ ...alice, store: slow }, { id }))).toMatchObject({
        code: "unavailable",
      });
    } finally {
      await holder.query("ROLLBACK");
      holder.release();
      await slow.close();
    }
  });
});

test("people may not pack", async () => {
  expect((await refusalOf(packBins(alice))).code).toBe("forbidden");
});
