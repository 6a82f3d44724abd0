import type { z } from "zod";
import { MAX_BUCKETS } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import {
  bucketBounds,
  bucketCount,
  chooseStep,
  type Duration,
  isFinerThanQuarters,
  isZone,
  matchEarlier,
  parseDuration,
  parseMoment,
  STEPS,
  type Step,
  shift,
} from "@/lib/domain/time";
import type { Fault } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";
import type { seriesRange } from "./series-range";

/** A range with everything about it decided. */
export interface Range {
  from: number;
  to: number;
  step: Step;
  zone: string;
  bounds: number[];
  /** The earlier range, and which of its buckets lies under each present one. */
  earlier: { bounds: number[]; matches: number[] } | null;
}

type Asked = z.output<typeof seriesRange>;

/** The moment from which all of the stats have their minutes, in unix seconds. */
function minutesFrom(stats: Pick<ListedStat, "minutesFrom">[]): number {
  return Math.max(...stats.map((stat) => stat.minutesFrom.getTime() / 1_000));
}

/**
 * The range that was asked for, as of `now` (unix seconds), for stats of a team whose zone it is. Throws `invalid` for a
 * range, step or zone that cannot be, and for more than 2,000 buckets.
 */
export function settleRange(
  asked: Asked,
  { stats, now, teamZone }: { stats: Pick<ListedStat, "minutesFrom">[]; now: number; teamZone: string },
): Range {
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
  const kept = minutesFrom(stats);
  const first = duration === null ? from : shiftOrRefuse(from, duration, zone);
  const step = asked.step ?? chooseKeptStep(from, to, first < kept);
  if (first < kept && isFinerThanQuarters(step)) throw invalid([fault("step", foldedWords(kept))]);
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

function fault(name: string, detail: string): Fault {
  return { pointer: `#/${name}`, detail };
}
