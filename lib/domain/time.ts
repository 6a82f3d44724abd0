import { Temporal } from "temporal-polyfill";
import { type Duration, parseDuration, STEP_SECONDS, STEPS, type Step } from "./step";
import { EARLIEST_MOMENT, LATEST_MOMENT, type OffsetSpan, offsetAt, offsetSpans, spanAt, zonedDateTime } from "./zone";

export {
  type Duration,
  durationWords,
  isFinerThanQuarters,
  isWholeDays,
  PRESETS,
  parseDuration,
  STEPS,
  type Step,
  stepWords,
} from "./step";
export { isZone } from "./zone";

const READABLE_BUCKETS = 400;
const MARGIN_SECONDS = 40 * 86_400;
const DAY = 86_400;
/** Monday 1969-12-29: weeks are counted from a Monday, as ISO has them. */
const FIRST_MONDAY = -3 * DAY;

/**
 * Where the lines of a grid fall.
 * - `utc`: every so many seconds, whatever the clocks show (every current offset is a multiple of 15 minutes).
 * - `clock`: each time the local clock shows a multiple; an hour that comes twice counts twice.
 * - `wall`: the first instant at or after each multiple of local wall time, counted from `anchor`.
 * - `month`: the first instant of every so many calendar months.
 */
export type Grid =
  | { kind: "utc"; seconds: number }
  | { kind: "clock"; seconds: number }
  | { kind: "wall"; seconds: number; anchor: number }
  | { kind: "month"; months: number };

const STEP_GRID: Record<Step, Grid> = {
  "1m": { kind: "utc", seconds: 60 },
  "5m": { kind: "utc", seconds: 300 },
  "15m": { kind: "utc", seconds: 900 },
  "1h": { kind: "clock", seconds: 3_600 },
  "3h": { kind: "wall", seconds: 10_800, anchor: 0 },
  "1d": { kind: "wall", seconds: DAY, anchor: 0 },
  "1w": { kind: "wall", seconds: 7 * DAY, anchor: FIRST_MONDAY },
  "1M": { kind: "month", months: 1 },
};

/**
 * The bounds of the buckets that cover [from, to]: unix seconds, strictly ascending, at least two. Bucket i is
 * [bounds[i], bounds[i + 1]); the first bound is ≤ from (and the second > from), the last is ≥ to. Bounds follow the
 * clocks of `zone`: days have 23 to 25 hours where they do, and a day that never was has no bucket.
 * Throws a RangeError for an unknown zone, for from > to and outside the years 1 to 9999.
 */
export function bucketBounds(from: number, to: number, step: Step, zone: string): number[] {
  return gridLines(from, to, STEP_GRID[step], zone);
}

/** About how many buckets `bucketBounds` would answer, give or take one or two; cheap at any range, for refusing what is too much. */
export function bucketCount(from: number, to: number, step: Step): number {
  return Math.max(1, Math.ceil((to - from) / STEP_SECONDS[step]) + 1);
}

/** The finest step that still reads well over the range: at most some 400 buckets, while a step is that wide. */
export function chooseStep(from: number, to: number): Step {
  return STEPS.find((step) => (to - from) / STEP_SECONDS[step] <= READABLE_BUCKETS) ?? "1M";
}

/** `bucketBounds` for any grid. */
export function gridLines(from: number, to: number, grid: Grid, zone: string): number[] {
  if (!(from <= to && from >= EARLIEST_MOMENT && to <= LATEST_MOMENT)) {
    throw new RangeError(`no range: ${from} to ${to}`);
  }
  const lines = grid.kind === "utc" ? utcLines(from, to, grid.seconds) : localLines(from, to, grid, zone);
  let first = 0;
  while ((lines[first + 1] as number) <= from) first++;
  return first === 0 ? lines : lines.slice(first);
}

function utcLines(from: number, to: number, seconds: number): number[] {
  const lines = [Math.floor(from / seconds) * seconds];
  while (lines.length < 2 || (lines.at(-1) as number) < to) lines.push((lines.at(-1) as number) + seconds);
  return lines;
}

function localLines(from: number, to: number, grid: Exclude<Grid, { kind: "utc" }>, zone: string): number[] {
  const spans = offsetSpans(from - MARGIN_SECONDS, to + MARGIN_SECONDS, zone);
  if (grid.kind === "clock") return clockLines(from, to, grid.seconds, spans);
  return grid.kind === "wall"
    ? wallLines(from, to, spans, everySeconds(grid))
    : wallLines(from, to, spans, everyMonths(grid));
}

function clockLines(from: number, to: number, seconds: number, spans: OffsetSpan[]): number[] {
  const lines: number[] = [];
  const start = from - 3 * seconds;
  for (const span of spans) {
    if (span.to <= start) continue;
    let line = Math.ceil((Math.max(start, span.from) + span.offset) / seconds) * seconds - span.offset;
    for (; line < span.to; line += seconds) {
      lines.push(line);
      if (line >= to && line > from) return lines;
    }
  }
  return lines;
}

/** A numbering of wall times: which multiple a wall time lies in, and where a multiple begins. */
interface WallNumbering {
  numberOf(wall: number): number;
  wallOf(number: number): number;
}

function everySeconds({ seconds, anchor }: { seconds: number; anchor: number }): WallNumbering {
  return {
    numberOf: (wall) => Math.floor((wall - anchor) / seconds),
    wallOf: (number) => anchor + number * seconds,
  };
}

function everyMonths({ months }: { months: number }): WallNumbering {
  return {
    numberOf: (wall) => {
      const date = new Date(wall * 1_000);
      return Math.floor((date.getUTCFullYear() * 12 + date.getUTCMonth()) / months);
    },
    wallOf: (number) => new Date(0).setUTCFullYear(0, number * months, 1) / 1_000,
  };
}

function wallLines(from: number, to: number, spans: OffsetSpan[], { numberOf, wallOf }: WallNumbering): number[] {
  const lines: number[] = [];
  let at = 0;
  for (let number = numberOf(from + spanAt(from, spans).offset); ; number++) {
    const wall = wallOf(number);
    let span = spans[at] as OffsetSpan;
    // The first span whose clocks come to show this wall time; its start when they jumped over it.
    while (wall >= span.to + span.offset) span = spans[++at] as OffsetSpan;
    const line = Math.max(span.from, wall - span.offset);
    if (lines.length === 0 || line > (lines.at(-1) as number)) lines.push(line);
    if (line >= to && line > from) return lines;
  }
}

/** What the clocks of a zone show. `month` is 1 to 12, `weekday` 1 (Monday) to 7. */
export interface WallClock {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  weekday: number;
}

export function wallClock(moment: number, zone: string): WallClock {
  const date = new Date((moment + offsetAt(moment, zone)) * 1_000);
  return {
    year: date.getUTCFullYear(),
    month: date.getUTCMonth() + 1,
    day: date.getUTCDate(),
    hour: date.getUTCHours(),
    minute: date.getUTCMinutes(),
    weekday: date.getUTCDay() === 0 ? 7 : date.getUTCDay(),
  };
}

/**
 * The moment a duration later (`sign` 1) or earlier (-1). Minutes and hours are elapsed time; days, weeks, months and
 * years keep the wall clock of the zone. A wall time that was jumped over moves on by the jump, one that comes twice
 * is the first; 31 March less a month is the last day of February. Throws a RangeError outside the years 1 to 9999.
 */
export function shift(moment: number, duration: Duration, sign: 1 | -1, zone: string): number {
  const count = duration.count * sign;
  const shifted = shiftBy(moment, count, duration.unit, zone);
  if (!(shifted >= EARLIEST_MOMENT && shifted <= LATEST_MOMENT)) throw new RangeError("outside the years 1 to 9999");
  return shifted;
}

function shiftBy(moment: number, count: number, unit: Duration["unit"], zone: string): number {
  if (unit === "m") return moment + count * 60;
  if (unit === "h") return moment + count * 3_600;
  if (unit === "M" || unit === "y") {
    const by = unit === "M" ? { months: count } : { years: count };
    return zonedDateTime(moment, zone).add(by).epochMilliseconds / 1_000;
  }
  return momentOf(moment + offsetAt(moment, zone) + count * (unit === "w" ? 7 : 1) * DAY, zone);
}

function momentOf(wall: number, zone: string): number {
  const spans = offsetSpans(wall - 2 * DAY, wall + 2 * DAY, zone);
  const at = spans.findIndex((span) => wall < span.to + span.offset);
  const span = spans[at] as OffsetSpan;
  const inGap = wall < span.from + span.offset;
  return wall - (inGap ? (spans[at - 1] as OffsetSpan).offset : span.offset);
}

/**
 * For each present bucket the number of the earlier bucket to draw under it: the one that holds the same wall time a
 * `duration` earlier, or -1 where there is none. Both lists are bounds as `bucketBounds` gives them.
 */
export function matchEarlier(present: number[], earlier: number[], duration: Duration, zone: string): number[] {
  const last = earlier.at(-1) as number;
  return present.slice(0, -1).map((bound) => {
    const moment = shift(bound, duration, -1, zone);
    return moment < (earlier[0] as number) || moment >= last ? -1 : bucketAt(moment, earlier);
  });
}

function bucketAt(moment: number, bounds: number[]): number {
  let low = 0;
  let high = bounds.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((bounds[middle] as number) <= moment) low = middle;
    else high = middle;
  }
  return low;
}

/**
 * A moment as people and scripts write it, in unix seconds: RFC 3339 (`2026-01-02T03:04:05Z`), unix seconds, `now`,
 * a duration back (`-1w`, keeping the wall clock) or on (`+1d`), a local date or date and time of the zone
 * (`2026-01-02`, the start of that day; `2026-01-02T03:04`). Null for anything else and outside the years 1 to 9999.
 */
export function parseMoment(text: string, now: number, zone: string): number | null {
  try {
    const moment = momentFrom(text.trim(), now, zone);
    return moment !== null && moment >= EARLIEST_MOMENT && moment <= LATEST_MOMENT ? moment : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function momentFrom(text: string, now: number, zone: string): number | null {
  if (text === "now") return now;
  if (/^\d{1,12}(\.\d{1,9})?$/.test(text)) return Math.floor(Number(text));
  const sign = text.startsWith("-") ? -1 : text.startsWith("+") ? 1 : 0;
  if (sign !== 0) {
    const duration = parseDuration(text.slice(1));
    return duration === null ? null : shift(now, duration, sign, zone);
  }
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return seconds(Temporal.PlainDate.from(text).toZonedDateTime(zone));
  if (!/^\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d(:\d\d([.,]\d{1,9})?)?([Zz]|[+-]\d\d:?\d\d)?$/.test(text)) return null;
  return /[Zz]$|[+-]\d\d:?\d\d$/.test(text.slice(10))
    ? seconds(Temporal.Instant.from(text))
    : seconds(Temporal.PlainDateTime.from(text).toZonedDateTime(zone));
}

function seconds(moment: { epochMilliseconds: number }): number {
  return Math.floor(moment.epochMilliseconds / 1_000);
}
