/** How wide one point of a graph is. `m` is a minute, `M` a month, as in StatHat's own timeframes. */
export type Step = "1m" | "5m" | "15m" | "1h" | "3h" | "1d" | "1w" | "1M";

/** Finest first. */
export const STEPS: readonly Step[] = ["1m", "5m", "15m", "1h", "3h", "1d", "1w", "1M"];

/** The usual length of a step in seconds; a day with a clock change and a month are longer or shorter. */
export const STEP_SECONDS: Record<Step, number> = {
  "1m": 60,
  "5m": 300,
  "15m": 900,
  "1h": 3_600,
  "3h": 10_800,
  "1d": 86_400,
  "1w": 604_800,
  "1M": 2_629_746,
};

const STEP_WORDS: Record<Step, string> = {
  "1m": "by the minute",
  "5m": "every 5 minutes",
  "15m": "every 15 minutes",
  "1h": "by the hour",
  "3h": "every 3 hours",
  "1d": "by the day",
  "1w": "by the week",
  "1M": "by the month",
};

/** Whether the bounds of a step are local midnights. */
export function isWholeDays(step: Step): boolean {
  return STEP_SECONDS[step] >= STEP_SECONDS["1d"];
}

/** Whether buckets of a step need minutes: everything else is made of quarters of an hour. */
export function isFinerThanQuarters(step: Step): boolean {
  return STEP_SECONDS[step] < STEP_SECONDS["15m"];
}

/** The step as a chart states it: "by the hour". */
export function stepWords(step: Step): string {
  return STEP_WORDS[step];
}

type DurationUnit = "m" | "h" | "d" | "w" | "M" | "y";

/** A length of time on the calendar: a month is as long as the month it is taken from. */
export interface Duration {
  count: number;
  unit: DurationUnit;
}

const UNIT_SECONDS: Record<DurationUnit, number> = {
  m: 60,
  h: 3_600,
  d: 86_400,
  w: 604_800,
  M: 2_629_746,
  y: 31_556_952,
};

const UNIT_WORDS: Record<DurationUnit, [one: string, noun: string]> = {
  m: ["a minute", "minutes"],
  h: ["an hour", "hours"],
  d: ["a day", "days"],
  w: ["a week", "weeks"],
  M: ["a month", "months"],
  y: ["a year", "years"],
};

const LONGEST_DURATION = 1_000 * UNIT_SECONDS.y;

/** `1w`, `24h`, `3M`: a positive whole number and a unit; null for anything else and for more than a thousand years. */
export function parseDuration(text: string): Duration | null {
  const match = /^(\d{1,9})([mhdwMy])$/.exec(text);
  if (match === null) return null;
  const duration = { count: Number(match[1]), unit: match[2] as DurationUnit };
  return duration.count > 0 && durationSeconds(duration) <= LONGEST_DURATION ? duration : null;
}

/** The usual length in seconds, for estimates only. */
export function durationSeconds(duration: Duration): number {
  return duration.count * UNIT_SECONDS[duration.unit];
}

/** "a week", "3 months". */
export function durationWords(duration: Duration): string {
  const [one, noun] = UNIT_WORDS[duration.unit];
  return duration.count === 1 ? one : `${duration.count} ${noun}`;
}

/** A range that the pages offer by name, with the earlier range it is usually laid over. */
export interface Preset {
  name: "hour" | "day" | "week" | "month" | "year";
  /** What the range goes back, from now. */
  span: string;
  step: Step;
  /** The step for stats that report too rarely to make a line of the other. */
  coarser: Step;
  /** How much earlier the range lies that it is compared with. */
  compare: string;
}

/** Shortest first. */
export const PRESETS: readonly Preset[] = [
  { name: "hour", span: "1h", step: "1m", coarser: "5m", compare: "1d" },
  { name: "day", span: "1d", step: "5m", coarser: "1h", compare: "1d" },
  { name: "week", span: "1w", step: "1h", coarser: "1d", compare: "1w" },
  { name: "month", span: "1M", step: "3h", coarser: "1d", compare: "1M" },
  { name: "year", span: "1y", step: "1d", coarser: "1w", compare: "1y" },
];
