import type { StatKind } from "./stat";

export const ALERT_KINDS = ["value", "delta", "data", "anomaly"] as const;
export type AlertKind = (typeof ALERT_KINDS)[number];

/** StatHat's windows, which trail behind now, and what has passed of the hour, the day and the month in the team's zone. */
export const ALERT_WINDOWS = ["5m", "1h", "3h", "1d", "1w", "1M", "1y", "this_hour", "this_day", "this_month"] as const;
export type AlertWindow = (typeof ALERT_WINDOWS)[number];

/** How much earlier a `delta` looks. */
export const TIME_DELTAS = ["5m", "1h", "3h", "1d", "1w", "1M", "1y"] as const;
export type TimeDelta = (typeof TIME_DELTAS)[number];

/** What an alert watches for: StatHat's three kinds with its operators, and what is unusual for the stat. */
export type AlertCondition =
  | {
      kind: "value";
      operator: "greater" | "less";
      threshold: number;
      /** The value that ends it: on the quiet side of the threshold, or the threshold itself when null. */
      recovery: number | null;
    }
  /** `percentage` is positive; `less` is a fall of more than that. */
  | { kind: "delta"; operator: "different" | "greater" | "less"; percentage: number; timeDelta: TimeDelta }
  | { kind: "data" }
  /** How many times the usual deviation is unusual. */
  | { kind: "anomaly"; sensitivity: number };

/** What a window without data means: nothing new, all is well, a zero, or a state of its own that is told. */
export const MISSING_CHOICES = ["keep", "ok", "zero", "notify"] as const;
export type MissingChoice = (typeof MISSING_CHOICES)[number];

/**
 * What it means unless the rule says otherwise: of a counter that nothing was counted, where silence of a value, and of
 * stats of both kinds, tells nothing.
 */
export function usualMissing(kind: StatKind | null): MissingChoice {
  return kind === "counter" ? "zero" : "keep";
}

/** A rule, on one stat or on every stat of the team whose name matches a pattern; each of those stands by itself. */
export interface Alert {
  id: string;
  /** The id of StatHat's API. */
  publicId: string;
  teamId: string;
  /** Empty is made from the rule. */
  name: string;
  /** The public id of the stat, or a pattern with `*` for any run of characters. */
  subject: { statId: string; statName: string } | { pattern: string };
  condition: AlertCondition;
  window: AlertWindow;
  missing: MissingChoice;
  pendingSeconds: number;
  /** Null is one window. */
  holdSeconds: number | null;
  /** Null is never. */
  renotifySeconds: number | null;
  /** What to do about it, in words. */
  runbook: string;
  /** Made by the team's watch over all its stats. */
  automatic: boolean;
  channelIds: string[];
  pausedAt: Date | null;
  createdAt: Date;
  updatedAt: Date;
}

/** What was found in the windows of an alert at one moment. */
export interface AlertReading {
  /** The value over the window, as the stat reports it; null without data. */
  now: number | null;
  /** The same of the window that a `delta` looks back to. */
  before?: number | null;
  /** For `data`: whether anything has ever come. */
  everReceived?: boolean;
  /** For `anomaly`: what is usual; null before there are two seasons of it. */
  band?: { low: number; high: number } | null;
}

/** What a reading says of a condition: over it, on the quiet side, between the two, or nothing to judge by. */
export interface AlertVerdict {
  is: "breach" | "clear" | "between" | "missing";
  /** The value, or the change in percent of a `delta`, that was judged; null when there was none. */
  value: number | null;
  /** What it was judged by; null when there was nothing. */
  threshold: number | null;
}

/** Judges a reading. `zero` for missing data is applied here; the other choices are the state machine's. */
export function judge(condition: AlertCondition, reading: AlertReading, missing: MissingChoice): AlertVerdict {
  switch (condition.kind) {
    case "data":
      return judgeData(reading);
    case "value":
      return judgeValue(condition, missing === "zero" ? (reading.now ?? 0) : reading.now);
    case "delta":
      return judgeDelta(condition, reading, missing);
    case "anomaly":
      return judgeBand(reading);
  }
}

/** A stat that never received anything has not stopped. */
function judgeData({ now, everReceived }: AlertReading): AlertVerdict {
  if (everReceived === false) return { is: "missing", value: null, threshold: null };
  return { is: now === null ? "breach" : "clear", value: now, threshold: null };
}

type ValueCondition = Extract<AlertCondition, { kind: "value" }>;

function judgeValue({ operator, threshold, recovery }: ValueCondition, value: number | null): AlertVerdict {
  if (value === null) return { is: "missing", value, threshold };
  const above = operator === "greater";
  if (above ? value > threshold : value < threshold) return { is: "breach", value, threshold };
  const end = recovery ?? threshold;
  return { is: (above ? value <= end : value >= end) ? "clear" : "between", value, threshold };
}

type DeltaCondition = Extract<AlertCondition, { kind: "delta" }>;

/** The change in percent of the earlier value's size. From zero there is none: a rise from it is beyond any percentage. */
function judgeDelta({ operator, percentage }: DeltaCondition, reading: AlertReading, missing: MissingChoice) {
  const fill = (value: number | null | undefined): number | null => value ?? (missing === "zero" ? 0 : null);
  const [now, before] = [fill(reading.now), fill(reading.before)];
  const threshold = operator === "less" ? -percentage : percentage;
  if (now === null || before === null) return { is: "missing", value: null, threshold } as const;
  const value = changePercent(now, before);
  const over =
    operator === "greater"
      ? value > percentage
      : operator === "less"
        ? value < -percentage
        : Math.abs(value) > percentage;
  return { is: over ? "breach" : "clear", value, threshold } as const;
}

function changePercent(now: number, before: number): number {
  if (now === before) return 0;
  if (before === 0) return now > 0 ? Number.POSITIVE_INFINITY : Number.NEGATIVE_INFINITY;
  return ((now - before) / Math.abs(before)) * 100;
}

function judgeBand({ now, band }: AlertReading): AlertVerdict {
  if (now === null || band === null || band === undefined) return { is: "missing", value: now, threshold: null };
  if (now > band.high) return { is: "breach", value: now, threshold: band.high };
  if (now < band.low) return { is: "breach", value: now, threshold: band.low };
  return { is: "clear", value: now, threshold: null };
}
