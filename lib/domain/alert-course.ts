import { type Alert, type AlertCondition, type AlertWindow, judge } from "./alert";
import { type Grain, GrainSums, readingAt } from "./alert-replay";
import { windowSeconds } from "./alert-window";
import type { StatKind } from "./stat";
import { durationSeconds, parseDuration, STEP_SECONDS, type Step } from "./step";

/** A rule as far as it says what is looked at. */
export type CourseRule = Pick<Alert, "condition" | "window" | "missing">;

/** What a rule looked at in one step of time: the moment that came closest to ringing. */
export interface CoursePoint {
  /** The begin of the step, unix seconds. */
  t: number;
  /** The value over the window, or the change in percent of a `delta`; null without data. */
  v: number | null;
}

const FINEST_SECONDS: Record<AlertWindow, number> = {
  "5m": 60,
  "1h": 60,
  this_hour: 60,
  "3h": 60,
  "1d": 300,
  this_day: 300,
  "1w": 900,
  "1M": 3_600,
  this_month: 3_600,
  "1y": 3_600,
};
const QUARTER = 900;
const FIVE_MINUTES = 300;

/** How fine the numbers must be that a course by this step is made of, seconds. */
export function courseGrain(window: AlertWindow, step: Step): number {
  const coarsest = window === "5m" ? FIVE_MINUTES : QUARTER;
  return Math.max(FINEST_SECONDS[window], Math.min(STEP_SECONDS[step], coarsest));
}

/** How far before the begin of a course its rule looks, seconds; at most, for months differ. */
export function courseReach({ condition, window }: Pick<CourseRule, "condition" | "window">): number {
  const delta = condition.kind === "delta" ? parseDuration(condition.timeDelta) : null;
  return Math.ceil((windowSeconds(window) + (delta === null ? 0 : durationSeconds(delta))) * 1.05) + 7_200;
}

/**
 * What a rule looked at, step by step: of all moments of a step the one nearest to ringing, so that a line of it crosses
 * the threshold whenever the rule does. `bounds` are those of the steps, `grains` reach `courseReach` further back, and
 * nothing after `now` is looked at. Unix seconds.
 */
export function courseOf(
  rule: CourseRule & { kind: StatKind; zone: string },
  grains: Grain[],
  { bounds, grain, now }: { bounds: number[]; grain: number; now: number },
): CoursePoint[] {
  const sums = new GrainSums(grains);
  const valueAt = (at: number): number | null => {
    const reading = readingAt(rule, sums, at);
    if (rule.condition.kind === "data" || rule.condition.kind === "anomaly") return reading.now;
    const { value } = judge(rule.condition, reading, rule.missing);
    return value !== null && Number.isFinite(value) ? value : null;
  };
  return bounds.slice(0, -1).map((t, index) => {
    const end = Math.min(bounds[index + 1] as number, now);
    const moments = Array.from({ length: Math.max(0, Math.ceil((end - t) / grain)) }, (_, i) =>
      Math.min(t + (i + 1) * grain, end),
    );
    return {
      t,
      v: nearest(
        rule.condition,
        moments.map(valueAt).filter((value) => value !== null),
      ),
    };
  });
}

/** Of some values the one that a condition minds most; the last where it minds none more than another. */
function nearest(condition: AlertCondition, values: number[]): number | null {
  const last = values.at(-1);
  if (last === undefined) return null;
  if (condition.kind !== "value" && condition.kind !== "delta") return last;
  if (condition.operator === "greater") return values.reduce((most, value) => Math.max(most, value));
  if (condition.operator === "less") return values.reduce((least, value) => Math.min(least, value));
  return values.reduce((most, value) => (Math.abs(value) > Math.abs(most) ? value : most));
}
