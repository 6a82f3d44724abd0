import type { AlertWindow, TimeDelta } from "./alert";
import { bucketBounds, type Duration, parseDuration, type Step, shift } from "./time";

const CALENDAR: Partial<Record<AlertWindow, Step>> = { this_hour: "1h", this_day: "1d", this_month: "1M" };

const SECONDS: Record<AlertWindow, number> = {
  "5m": 300,
  "1h": 3_600,
  "3h": 10_800,
  "1d": 86_400,
  "1w": 604_800,
  "1M": 2_629_746,
  "1y": 31_556_952,
  this_hour: 3_600,
  this_day: 86_400,
  this_month: 2_629_746,
};

/**
 * Where a window begins that ends at a moment; both are unix seconds. Trailing windows go back by the calendar of the
 * zone (a month is as long as that month). The others begin with the zone's hour, day or month; at the very begin of
 * one nothing of it has passed, so what ends there is the one before.
 */
export function windowStart(window: AlertWindow, moment: number, zone: string): number {
  const step = CALENDAR[window];
  if (step !== undefined) return bucketBounds(moment - 1, moment, step, zone)[0] as number;
  return shift(moment, lengthOf(window as TimeDelta), -1, zone);
}

/**
 * The first whole second at which what came at a moment is no longer in the window that ends then. Unix seconds; the
 * moment may have a fraction.
 */
export function leavesWindow(window: AlertWindow, moment: number, zone: string): number {
  const whole = Math.floor(moment);
  const step = CALENDAR[window];
  if (step !== undefined) return (bucketBounds(whole, whole, step, zone)[1] as number) + 1;
  return shift(whole, lengthOf(window as TimeDelta), 1, zone) + 1;
}

/** The usual length of a window in seconds; of a calendar one, that of the whole hour, day or month. */
export function windowSeconds(window: AlertWindow): number {
  return SECONDS[window];
}

/** A moment so much earlier, by the calendar of the zone. */
export function earlierBy(timeDelta: TimeDelta, moment: number, zone: string): number {
  return shift(moment, lengthOf(timeDelta), -1, zone);
}

function lengthOf(text: TimeDelta): Duration {
  return parseDuration(text) as Duration;
}
