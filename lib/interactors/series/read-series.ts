import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { type Bucket, emptyBucket, MAX_BUCKETS, MAX_SERIES, type Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import {
  bucketBounds,
  bucketCount,
  chooseStep,
  type Duration,
  isZone,
  matchEarlier,
  parseDuration,
  parseMoment,
  STEPS,
  type Step,
  shift,
} from "@/lib/domain/time";
import { type Fault, Refusal } from "@/lib/errors";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import { findStatsById } from "@/lib/store/records/listed-stats";
import { findTeam } from "@/lib/store/records/teams";
import { type BucketRow, readBuckets } from "@/lib/store/series/read-buckets";
import { bucketsOf } from "./buckets";

const moment = z.string().max(64);

export const readSeriesInput = z.strictObject({
  ids: z.array(z.string()).min(1, "must name a stat").max(MAX_SERIES, `must name at most ${MAX_SERIES} stats`),
  from: moment.optional().describe("RFC 3339, unix seconds, or a time back such as `-1w`; the last week when absent."),
  to: moment.optional().describe("Like `from`; now when absent."),
  step: z
    .enum(STEPS as [Step, ...Step[]])
    .optional()
    .describe("How wide a bucket is; chosen to fit when absent."),
  tz: z.string().optional().describe("IANA zone whose clocks the buckets follow; the team's when absent."),
  compare: z.string().max(16).optional().describe("The same range that much earlier, such as `1w`, `1M`, `1y`."),
});

export type StatSeries = Series & { stat: ListedStat };

/**
 * What some stats of the team received in a range, by bucket, in the order of `ids`. Without a range it is the last
 * week; without a step, one that reads well. Buckets are whole, so they may reach a little beyond the range.
 * Throws `invalid` for a range, step or zone that cannot be, and for more than 2,000 buckets; `not_found` when one of
 * the stats is missing; `unavailable` when the database takes too long.
 */
export async function readSeries(ctx: Context, input: z.input<typeof readSeriesInput>): Promise<StatSeries[]> {
  const actor = permit(ctx.actor, canReadTeam);
  const asked = parseInput(readSeriesInput, input);
  const ids = [...new Set(asked.ids)];
  const [team, found] = await Promise.all([
    findTeam(ctx.store.prisma, actor.teamId),
    findStatsById(ctx.store.prisma, actor, ids),
  ]);
  const stats = ids.map((id) => {
    const stat = found.find((each) => each.id === id);
    if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
    return stat;
  });
  const range = settleRange(asked, Math.floor(ctx.clock.now().getTime() / 1_000), team?.zone ?? "UTC");
  const [present, earlier] = await Promise.all([
    readGraph(ctx, stats, range.bounds),
    range.earlier === null ? null : readGraph(ctx, stats, range.earlier.bounds),
  ]);
  const { from, to, step, zone } = range;
  return stats.map((stat) => {
    const points = present(stat);
    const compare = range.earlier && earlier ? laidUnder(points, earlier(stat), range.earlier.matches) : null;
    return { stat, from, to, step, zone, points, compare };
  });
}

/** The same of one stat. */
export async function readStatSeries(
  ctx: Context,
  { id, ...input }: Omit<z.input<typeof readSeriesInput>, "ids"> & { id: string },
): Promise<StatSeries> {
  const [series] = await readSeries(ctx, { ...input, ids: [id] });
  if (series === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
  return series;
}

interface Range {
  from: number;
  to: number;
  step: Step;
  zone: string;
  bounds: number[];
  /** The earlier range, and which of its buckets lies under each present one. */
  earlier: { bounds: number[]; matches: number[] } | null;
}

type Asked = z.output<typeof readSeriesInput>;

function settleRange(asked: Asked, now: number, teamZone: string): Range {
  const zone = asked.tz ?? teamZone;
  if (!isZone(zone)) throw invalid([fault("tz", "is not an IANA time zone")]);
  const from = parseMoment(asked.from ?? "-1w", now, zone);
  const to = parseMoment(asked.to ?? "now", now, zone);
  const duration = asked.compare === undefined ? null : parseDuration(asked.compare);
  const faults = [
    ...(from === null ? [fault("from", "must be RFC 3339, unix seconds, or a time back such as -1w")] : []),
    ...(to === null ? [fault("to", "must be RFC 3339, unix seconds, now, or a time back such as -1d")] : []),
    ...(asked.compare !== undefined && duration === null ? [fault("compare", "must be a duration such as 1w")] : []),
    ...(from !== null && to !== null && from >= to ? [fault("from", "must be before to")] : []),
  ];
  if (from === null || to === null || faults.length > 0) throw invalid(faults);
  const step = asked.step ?? chooseStep(from, to);
  // A point of this very second is inside [.., now], though buckets end before their upper bound.
  const end = to === now ? now + 1 : to;
  try {
    const bounds = boundsOf(from, end, step, zone);
    return { from, to, step, zone, bounds, earlier: duration && earlierRange(bounds, from, end, step, duration, zone) };
  } catch (error) {
    if (error instanceof RangeError) throw invalid([fault("from", "reaches beyond the calendar")]);
    throw error;
  }
}

function boundsOf(from: number, to: number, step: Step, zone: string): number[] {
  if (bucketCount(from, to, step) <= MAX_BUCKETS) {
    const bounds = bucketBounds(from, to, step, zone);
    if (bounds.length - 1 <= MAX_BUCKETS) return bounds;
  }
  const fitting = STEPS.find((each) => bucketCount(from, to, each) < MAX_BUCKETS - 1);
  const way = fitting === undefined ? "ask for a shorter range" : `take step=${fitting} or a shorter range`;
  throw invalid([fault("step", `would be more than ${MAX_BUCKETS} buckets; ${way}`)]);
}

function earlierRange(present: number[], from: number, to: number, step: Step, duration: Duration, zone: string) {
  const bounds = bucketBounds(shift(from, duration, -1, zone), shift(to, duration, -1, zone), step, zone);
  return { bounds, matches: matchEarlier(present, bounds, duration, zone) };
}

async function readGraph(ctx: Context, stats: ListedStat[], bounds: number[]): Promise<(stat: ListedStat) => Bucket[]> {
  const rows = await readWithinPatience(ctx, stats, bounds);
  return (stat) => bucketsOf(stat, bounds, rows);
}

const QUERY_CANCELED = "57014";

async function readWithinPatience(ctx: Context, stats: ListedStat[], bounds: number[]): Promise<BucketRow[]> {
  try {
    return await readBuckets(
      ctx.store.pool,
      stats.map((stat) => stat.seriesId),
      bounds,
    );
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === QUERY_CANCELED) {
      throw new Refusal("unavailable", "this range takes too long to read; ask for a shorter one or fewer stats", {
        retryAfterSeconds: 5,
      });
    }
    throw error;
  }
}

function laidUnder(present: Bucket[], earlier: Bucket[], matches: number[]): Bucket[] {
  return present.map(({ t }, index) => ({ ...(earlier[matches[index] ?? -1] ?? emptyBucket(t)), t }));
}

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
