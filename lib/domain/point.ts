import type { StatKind } from "./stat";

/** Sums and sums of squares of as many such numbers as a minute can hold stay finite. */
const MAX_VALUE = 1e100;
/** Above it a double no longer tells one count from the next. */
const MAX_COUNT = Number.MAX_SAFE_INTEGER;
const MAX_SECONDS_AHEAD = 600;
/** The earliest `t`: 1970-01-01 00:00:01 UTC. Zero means now. */
const EARLIEST_SECOND = 1;

// The year 5138 in seconds, March 1973 in milliseconds: nobody means the former.
const MILLISECONDS_FROM = 1e11;
const MAX_DIGITS = 1_000;
const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;

/**
 * A decimal number as clients write it: `3`, `3.0`, `0.`, `.5`, `-2`, `1.2e+13`, with spaces around it. Null for
 * everything else: nothing at all, hexadecimals, NaN, Infinity, and numbers too large for a double.
 */
export function parseNumber(text: string): number | null {
  const digits = text.trim();
  if (digits.length > MAX_DIGITS || !NUMBER.test(digits)) return null;
  const number = Number(digits);
  return Number.isFinite(number) ? plainZero(number) : null;
}

export type AmountProblem = "not_finite" | "too_large";

/** What keeps a number from being stored: counts reach to ±(2^53 − 1), values to ±1e100. Null when nothing does. */
export function amountProblem(kind: StatKind, amount: number): AmountProblem | null {
  if (!Number.isFinite(amount)) return "not_finite";
  return Math.abs(amount) > (kind === "counter" ? MAX_COUNT : MAX_VALUE) ? "too_large" : null;
}

/** Minus zero is zero. */
export function plainZero(number: number): number {
  return number === 0 ? 0 : number;
}

export type TimeProblem = "not_finite" | "milliseconds" | "ahead" | "too_early";

/**
 * When a point happened, from its `t` in unix seconds (a fraction is cut off) and the present in unix seconds.
 * `at` is null for now, which `t` = 0 means; otherwise whole unix seconds, at most ten minutes ahead.
 */
export function parseTime(t: number, nowSeconds: number): { at: number | null } | { problem: TimeProblem } {
  if (t === 0) return { at: null };
  if (!Number.isFinite(t)) return { problem: "not_finite" };
  if (t < EARLIEST_SECOND) return { problem: "too_early" };
  if (t >= MILLISECONDS_FROM) return { problem: t < MILLISECONDS_FROM * 1_000 ? "milliseconds" : "ahead" };
  const second = Math.floor(t);
  return second > Math.floor(nowSeconds) + MAX_SECONDS_AHEAD ? { problem: "ahead" } : { at: second };
}
