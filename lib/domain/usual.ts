import { HOURS_OF_WEEK, type HourlyPoint, seasonModel, type Usual, unusualness, usualBand } from "./anomaly";
import { reportedValue } from "./series";
import type { StatKind } from "./stat";
import { shareBudget } from "./watch-budget";
import { offsetAt } from "./zone";

/** How many weeks what is usual is learned from, at most. */
export const USUAL_WEEKS = 12;

/** What is usual for a stat, and how far from it its watch lets it stray. */
export interface UsualOfStat {
  /** By the hour of the week from Monday's first; null where nothing is usual yet. */
  hours: (Usual | null)[];
  /** IANA zone of the hours of the week. */
  zone: string;
  /** How many spreads away is unusual, by the share that the stat has of its team's budget. */
  sensitivity: number;
  /** How often it would have rung in the weeks that were judged. */
  rings: number;
  /** How many weeks were judged by those before them; 0 while the stat is too young for that. */
  weeks: number;
  madeAt: Date;
}

/** What was learned of a stat, with how far it strayed from that: what the budget is shared by. */
export interface LearnedUsual extends Omit<UsualOfStat, "madeAt"> {
  /**
   * How many spreads hours were away that were over three, in their order, in a list for each week that was judged;
   * null stands between those that did not follow each other.
   */
  strays: (number | null)[][];
}

const HOUR = 3_600;
const WEEK = HOURS_OF_WEEK * HOUR;
/** 1970-01-01 was a Thursday: by so much the Monday before it was earlier. */
const FROM_MONDAY = 3 * 24 * HOUR;
/** A median of fewer weeks says little. */
const WEEKS_BEFORE_JUDGED = 2;
const STRAY = 3;
const FURTHEST = 1e9;

/**
 * What an hour of a stat is judged by. Nobody posts "nothing happened": an hour in which a counter received nothing
 * counts 0 for it, while a value then has none.
 */
export function valueOfHour(kind: StatKind, n: number, sum: number): number | null {
  return reportedValue(kind, n, sum) ?? (kind === "counter" ? 0 : null);
}

/** The hours between bounds (unix seconds) with what came in them; a counter counts from its first number on. */
export function hourlyPoints(
  kind: StatKind,
  bounds: number[],
  received: { index: number; n: number; sum: number }[],
): HourlyPoint[] {
  const hours = new Map(received.map((each) => [each.index, each]));
  const first = received.reduce((least, { index }) => Math.min(least, index), Number.POSITIVE_INFINITY);
  return bounds.slice(0, -1).map((t, index) => {
    const { n, sum } = hours.get(index) ?? { n: 0, sum: 0 };
    return { t, v: index < first ? null : valueOfHour(kind, n, sum) };
  });
}

/**
 * Learns what is usual from hours in their order, the last of them the newest. Later weeks are judged by what came
 * before each of them, as they would have been then: that tells how far the stat strays without anything being wrong.
 * `budgetShare` is how often in a week it may ring.
 */
export function learnUsual(points: HourlyPoint[], zone: string, budgetShare: number): LearnedUsual {
  const known = points.slice(Math.max(0, points.findIndex(isKnown)));
  const hourOf = memo((t) => hourOfWeek(t, zone));
  const model = seasonModel(known, hourOf);
  const strays = straysOf(known, hourOf);
  const weeks = strays.length;
  const [{ sensitivity, rings } = { sensitivity: STRAY, rings: 0 }] = shareBudget([{ strays, weeks }], budgetShare);
  return {
    hours: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => model.usual(hour)),
    strays,
    zone,
    sensitivity,
    rings,
    weeks,
  };
}

/**
 * The range that is usual in the hour that begins at `at` (unix seconds); null where nothing is usual yet. Without a
 * sensitivity it is the one of the team's budget, and null as well while the stat is too young for that.
 */
export function bandFor(usual: UsualOfStat, at: number, sensitivity?: number): { low: number; high: number } | null {
  if (sensitivity === undefined && usual.weeks === 0) return null;
  const model = { usual: (hour: number) => usual.hours[hour] ?? null };
  return usualBand(model, hourOfWeek(at, usual.zone), sensitivity ?? usual.sensitivity);
}

/** By the clocks of the zone, so that nine o'clock stays nine o'clock when they change. */
function hourOfWeek(t: number, zone: string): number {
  const wall = t + offsetAt(t, zone) + FROM_MONDAY;
  return Math.floor((((wall % WEEK) + WEEK) % WEEK) / HOUR);
}

/** The second half of the weeks, each judged by all that came before it. */
function straysOf(points: HourlyPoint[], hourOf: (t: number) => number): (number | null)[][] {
  const begin = points.find(isKnown)?.t;
  const last = points.findLast(isKnown)?.t;
  if (begin === undefined || last === undefined) return [];
  const end = last + HOUR;
  const weeks = Math.floor((end - begin) / WEEK);
  const first = Math.max(WEEKS_BEFORE_JUDGED, Math.floor(weeks / 2));
  return Array.from({ length: Math.max(0, weeks - first) }, (_, i) => {
    const from = end - (weeks - first - i) * WEEK;
    const model = seasonModel(
      points.filter(({ t }) => t < from),
      hourOf,
    );
    const week = points.filter(({ t }) => t >= from && t < from + WEEK);
    return gathered(week.map(({ t, v }) => (v === null ? null : unusualness(model, hourOf(t), v))));
  });
}

/** Those that are over three, with one null for all that is between them. */
function gathered(unusual: (number | null)[]): (number | null)[] {
  const strays = unusual.map((each) =>
    each !== null && each > STRAY ? Number(Math.min(each, FURTHEST).toPrecision(4)) : null,
  );
  return strays.filter((each, i) => each !== null || (i > 0 && strays[i - 1] !== null));
}

function isKnown({ v }: HourlyPoint): boolean {
  return v !== null && Number.isFinite(v);
}

function memo(hourOf: (t: number) => number): (t: number) => number {
  const known = new Map<number, number>();
  return (t) => {
    const hour = known.get(t) ?? hourOf(t);
    known.set(t, hour);
    return hour;
  };
}
