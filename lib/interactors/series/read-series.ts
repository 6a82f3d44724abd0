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
  isFinerThanQuarters,
  isWholeDays,
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
import { readStatsById } from "@/lib/store/records/listed-stats";
import { findTeam } from "@/lib/store/records/teams";
import { readBuckets } from "@/lib/store/series/read-buckets";
import { bucketsOf } from "./buckets";
import { withinPatience } from "./within-patience";

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
    findTeam(ctx.store.pool, actor.teamId),
    readStatsById(ctx.store.pool, actor, ids),
  ]);
  const stats = ids.map((id) => {
    const stat = found.find((each) => each.id === id);
    if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
    return stat;
  });
  const now = Math.floor(ctx.clock.now().getTime() / 1_000);
  const range = settleRange(asked, now, team?.zone ?? "UTC", minutesFrom(stats));
  const [present, earlier] = await Promise.all([
    readGraph(ctx, stats, range, range.bounds),
    range.earlier === null ? null : readGraph(ctx, stats, range, range.earlier.bounds),
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

/** The moment from which all of the stats have their minutes, in unix seconds. */
function minutesFrom(stats: ListedStat[]): number {
  return Math.max(...stats.map((stat) => stat.minutesFrom.getTime() / 1_000));
}

function settleRange(asked: Asked, now: number, teamZone: string, minutesFrom: number): Range {
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
  const first = duration === null ? from : shiftOrRefuse(from, duration, zone);
  const step = asked.step ?? chooseKeptStep(from, to, first < minutesFrom);
  if (first < minutesFrom && isFinerThanQuarters(step)) throw invalid([fault("step", foldedWords(minutesFrom))]);
  // A point of this very second is inside [.., now], though buckets end before their upper bound.
  const end = to === now ? now + 1 : to;
  try {
    const bounds = boundsOf(from, end, step, zone);
    return { from, to, step, zone, bounds, earlier: duration && earlierRange(bounds, from, end, step, duration, zone) };
  } catch (error) {
    throw beyondCalendar(error);
  }
}

function shiftOrRefuse(from: number, duration: Duration, zone: string): number {
  try {
    return shift(from, duration, -1, zone);
  } catch (error) {
    throw beyondCalendar(error);
  }
}

function beyondCalendar(error: unknown): unknown {
  return error instanceof RangeError ? invalid([fault("from", "reaches beyond the calendar")]) : error;
}

/** Where minutes have been folded, a quarter of an hour is the finest there is. */
function chooseKeptStep(from: number, to: number, folded: boolean): Step {
  const step = chooseStep(from, to);
  return folded && isFinerThanQuarters(step) ? "15m" : step;
}

function foldedWords(minutesFrom: number): string {
  const since = new Date(minutesFrom * 1_000).toISOString().replace(".000", "");
  return `is finer than what is kept before ${since}; take step=15m, or a later range`;
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

async function readGraph(
  ctx: Context,
  stats: ListedStat[],
  { step, zone }: Range,
  bounds: number[],
): Promise<(stat: ListedStat) => Bucket[]> {
  const seriesIds = stats.map((stat) => stat.seriesId);
  const rows = await withinPatience(
    readBuckets(ctx.store.pool, { seriesIds, bounds, ...(isWholeDays(step) ? { zone } : {}) }),
  );
  return (stat) => bucketsOf(stat, bounds, rows);
}

function laidUnder(present: Bucket[], earlier: Bucket[], matches: number[]): Bucket[] {
  return present.map(({ t }, index) => ({ ...(earlier[matches[index] ?? -1] ?? emptyBucket(t)), t }));
}

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
