import { afterAll, beforeAll, expect, test } from "vitest";
import type { Context } from "@/lib/context";
import { STEPS } from "@/lib/domain/time";
import type { Ingest } from "@/lib/ingest/ingest";
import { post, statusOf } from "@/lib/ingest/testing/ask";
import { openTestIngest } from "@/lib/ingest/testing/open";
import { packBins } from "@/lib/interactors/housekeeping/pack-bins";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { readHistogram } from "@/lib/interactors/series/read-histogram";
import { readPercentiles } from "@/lib/interactors/series/read-percentiles";
import { readSeries, readStatSeries } from "@/lib/interactors/series/read-series";
import { readSparklines } from "@/lib/interactors/series/read-sparklines";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { updateTeam } from "@/lib/interactors/team/update-team";
import { openStore, type Store } from "@/lib/store/engine/store";
import { asking, type Cast, castOf, keyOf, stoppedClock } from "@/lib/testing/cast";
import { refusalOf } from "@/lib/testing/refusal";
import { scratchDatabase } from "@/lib/testing/scratch";
import { revokeShare } from "./revoke-share";
import { shareStat } from "./share-stat";

const [OWNERS_ZONE, RECEIVERS_ZONE, THIRD_ZONE] = [
  "America/St_Johns",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
] as const;
const clock = stoppedClock("2026-05-12T12:00:30Z");
const START = Date.parse("2026-05-01T00:00:00Z") / 1_000;
let store: Store;
let ingest: Ingest;
let cast: Cast;
let alice: Context;
let charlie: Context;
let id: string;
let own: string;
let shareId: string;

beforeAll(async () => {
  const url = await scratchDatabase();
  store = openStore(url);
  ingest = openTestIngest(url);
  cast = await castOf(store);
  alice = asking(store, clock, cast.alice.actor);
  charlie = asking(store, clock, cast.charlie.actor);
  await updateTeam(alice, { zone: OWNERS_ZONE });
  await updateTeam(charlie, { zone: RECEIVERS_ZONE });
  const key = await keyOf(store, cast.alice, "ingest");
  const points = Array.from({ length: 900 }, (_, index) => {
    return { stat: "latency", value: 1 + ((index * 37) % 500) / 7, t: START + index * 1_097 };
  });
  expect(statusOf(await post(ingest, key, { points }))).toBe(200);
  own = (await createStat(charlie, { name: "own", kind: "value" })).id;
  id = (await listStats(alice, {})).data[0]?.id ?? "";
  shareId = (await shareStat(alice, { statId: id, teamId: cast.charlie.teamId })).id;
});
afterAll(async () => {
  await ingest.close();
  await store.close();
});

const RANGE = { from: "2026-05-01T00:00:00Z", to: "2026-05-12T12:00:00Z" };

/** What both see of the stat in one zone, bar whose it is. */
async function figures(ctx: Context, tz: string | undefined, step: (typeof STEPS)[number]) {
  const { stat: _, ...series } = await readStatSeries(ctx, { ...RANGE, id, step, tz, compare: "1w" });
  return series;
}

const job = () => asking(store, clock, { kind: "job", name: "test" });
const steps = STEPS.filter((step) => !["1m", "2m", "5m"].includes(step));

test("both teams see the same figures in any zone, before and after days are kept in the zones of both", async () => {
  for (const tz of [OWNERS_ZONE, RECEIVERS_ZONE, THIRD_ZONE, "UTC"]) {
    const before = await Promise.all(steps.map((step) => figures(alice, tz, step)));
    expect(before.some(({ points }) => points.some(({ n }) => n > 0))).toBe(true);
    expect(await Promise.all(steps.map((step) => figures(charlie, tz, step)))).toEqual(before);
  }
  await rollUp(job());
  await packBins(job());
  const zones = await store.prisma.rollupZone.findMany({ where: { state: "ready" } });
  expect(zones).toContainEqual(expect.objectContaining({ teamId: cast.alice.teamId, zone: OWNERS_ZONE }));
  expect(zones).toContainEqual(expect.objectContaining({ teamId: cast.charlie.teamId, zone: RECEIVERS_ZONE }));
  for (const tz of [OWNERS_ZONE, RECEIVERS_ZONE, THIRD_ZONE, "UTC"]) {
    for (const step of steps) expect(await figures(charlie, tz, step)).toEqual(await figures(alice, tz, step));
  }
});

test("rolled up days in the zone of whoever sees it add up to what the minutes say", async () => {
  const { points } = await figures(charlie, RECEIVERS_ZONE, "1d");
  const { rows } = await store.pool.query(
    `SELECT extract(epoch FROM date_trunc('day', minute, $1))::float8 AS t, sum(n)::int AS n, sum(sum) AS sum
     FROM series_minute GROUP BY 1 ORDER BY 1`,
    [RECEIVERS_ZONE],
  );
  const expected = points.filter(({ n }) => n > 0).map(({ t, n, sum }) => ({ t, n, sum: expect.closeTo(sum ?? 0, 9) }));
  expect(rows).toEqual(expected);
});

test("without a zone each team's own is meant", async () => {
  expect(await figures(charlie, undefined, "1d")).toEqual(await figures(alice, RECEIVERS_ZONE, "1d"));
  expect(await figures(alice, undefined, "1d")).toEqual(await figures(charlie, OWNERS_ZONE, "1d"));
  expect((await figures(charlie, undefined, "1d")).points[0]?.t).not.toBe(
    (await figures(alice, undefined, "1d")).points[0]?.t,
  );
});

test("percentiles, histograms, sparklines and comparisons with one's own stats are the owner's too", async () => {
  const asked = { ...RANGE, id };
  const [p, h] = await Promise.all([readPercentiles(alice, asked), readHistogram(alice, asked)]);
  expect(p.n).toBe(900);
  expect(await readPercentiles(charlie, asked)).toMatchObject({ n: 900, percentiles: p.percentiles });
  expect(await readHistogram(charlie, asked)).toMatchObject({ scale: h.scale, buckets: h.buckets });
  const sparkline = (await readSparklines(charlie, { ids: [own, id] })).get(id);
  expect(sparkline?.values.some((value) => value !== null)).toBe(true);
  expect(sparkline).toEqual((await readSparklines(alice, { ids: [id] })).get(id));
  const both = await readSeries(charlie, { ...RANGE, ids: [own, id], step: "1d", tz: OWNERS_ZONE });
  expect(both.map(({ stat }) => [stat.name, stat.sharedBy])).toEqual([
    ["own", null],
    ["latency", "alice@example.com's team"],
  ]);
  expect(both[1]?.points).toEqual((await figures(alice, OWNERS_ZONE, "1d")).points);
});

test("a share that was revoked bites on the next question, whatever is asked", async () => {
  const asked = { ...RANGE, id };
  await revokeShare(alice, { id: shareId });
  const questions = [
    (each: string) => readStatSeries(charlie, { ...asked, id: each }),
    (each: string) => readSeries(charlie, { ...RANGE, ids: [own, each] }),
    (each: string) => readPercentiles(charlie, { ...asked, id: each }),
    (each: string) => readHistogram(charlie, { ...asked, id: each }),
  ];
  for (const ask of questions) {
    const [revoked, missing] = await Promise.all([refusalOf(ask(id)), refusalOf(ask("nosuch"))]);
    expect([revoked.code, revoked.detail, revoked.more]).toEqual(["not_found", missing.detail, missing.more]);
  }
  expect((await readSparklines(charlie, { ids: [own, id] })).has(id)).toBe(false);
});
