import type { ChartRange } from "@/lib/domain/chart-spec";
import { MAX_BUCKETS } from "@/lib/domain/series";
import { durationSeconds, PRESETS, parseDuration, STEP_SECONDS, STEPS, type Step } from "@/lib/domain/step";

const LONGEST_MOMENT = 64;
/** A range may be cut by its bounds: one bucket more on either side. */
const CUT = 2;

/** Whether a text reads as a moment that the series API takes, as far as one can tell without a clock and a zone. */
export function isMoment(moment: string): boolean {
  return moment.length <= LONGEST_MOMENT && secondsOf(moment) !== null;
}

/** Seconds, as clocks show them; null where one end moves on with the clock and the other does not. */
export function rangeLength(range: ChartRange): number | null {
  if ("preset" in range) {
    const span = PRESETS.find(({ name }) => name === range.preset)?.span ?? "";
    const duration = parseDuration(span);
    return duration === null ? null : durationSeconds(duration);
  }
  const [from, to] = [secondsOf(range.from), secondsOf(range.to)];
  return from === null || to === null || from.relative !== to.relative ? null : to.at - from.at;
}

/** How much earlier the range lies that this one is usually laid over; null when that cannot be told. */
export function usualCompare(range: ChartRange): string | null {
  if ("preset" in range) return PRESETS.find(({ name }) => name === range.preset)?.compare ?? null;
  const length = rangeLength(range);
  if (length === null || length <= 0) return null;
  const unit =
    (["w", "d", "h"] as const).find((each) => length % durationSeconds({ count: 1, unit: each }) === 0) ?? "m";
  const duration = `${Math.ceil(length / durationSeconds({ count: 1, unit }))}${unit}`;
  return parseDuration(duration) === null ? null : duration;
}

/** The steps that a range can be drawn by, finest first. */
export function stepsFor(range: ChartRange): Step[] {
  const length = rangeLength(range);
  return STEPS.filter((step) => !isTooFine(step, range) && (length === null || STEP_SECONDS[step] * 2 <= length));
}

/** Whether a step would make more intervals of a range than one answer holds. */
export function isTooFine(step: Step, range: ChartRange): boolean {
  const length = rangeLength(range);
  return length !== null && length / STEP_SECONDS[step] > MAX_BUCKETS - CUT;
}

const CLOCK = /^(\d{4}-\d\d-\d\d)(?:[Tt ](\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)([Zz]|[+-]\d\d:?\d\d)?)?$/;

/**
 * Where a moment lies, in seconds: from the moment of asking when it moves on with the clock, or else from 1970.
 * A local time is taken as if it were UTC: two of them are then as far apart as their clocks say.
 */
function secondsOf(moment: string): { relative: boolean; at: number } | null {
  if (moment === "now") return { relative: true, at: 0 };
  if (/^\d{1,12}$/.test(moment)) return { relative: false, at: Number(moment) };
  const [, sign, span = ""] = /^([+-])(\w+)$/.exec(moment) ?? [];
  const duration = parseDuration(span);
  if (duration !== null) return { relative: true, at: durationSeconds(duration) * (sign === "-" ? -1 : 1) };
  const [, day, clock = "00:00", offset = "Z"] = CLOCK.exec(moment) ?? [];
  const at = day === undefined ? Number.NaN : Date.parse(`${day}T${clock}${offset.toUpperCase()}`) / 1_000;
  return Number.isNaN(at) ? null : { relative: false, at };
}
