import type { ChartModel, ChartSeries } from "./model";

/** Whether there is nothing at all to draw, now or earlier. */
export function isEmptyChart(model: ChartModel): boolean {
  return model.series.every(({ values, compare }) => [...values, ...(compare ?? [])].every((value) => value === null));
}

/** The part of an interval left free on either side of its bar. */
export const BAR_AIR = 0.14;

/** The letters at thresholds, CSS pixels. */
export const NOTE_SIZE = 11;
export const MOST_THRESHOLD_LETTERS = 32;

/** The flag of an annotation, hung at the top of its pole. */
export const FLAG = "M0,1h8l-2.5,3.5L8,8H0z";

/** Whether a point has no neighbour to draw a line to. */
export function isLonely(values: (number | null)[], index: number): boolean {
  return (values[index - 1] ?? null) === null && (values[index + 1] ?? null) === null;
}

/** Many points want a finer line. CSS pixels. */
export function strokeWidth({ times, series }: Pick<ChartModel, "times" | "series">): number {
  return times.length * series.length > 600 ? 1.5 : 1.75;
}

/** Where a hairline is sharp: on the middle of a pixel. */
export function crisp(pixel: number): number {
  return Math.round(pixel - 0.5) + 0.5;
}

/** The finished part of a line; what remains of it is its `unfinishedTail`. */
export function finishedPart(values: (number | null)[], unfinished: boolean): (number | null)[] {
  return unfinished ? [...values.slice(0, -1), null] : values;
}

/** The last stretch of a line whose last interval still runs; all null for others. */
export function unfinishedTail(values: (number | null)[], unfinished: boolean): (number | null)[] {
  return values.map((value, i) => (unfinished && i >= values.length - 2 ? value : null));
}

/** How opaque the ground under a line is; 0 is none. One line alone has some, an area more. */
export function groundOpacity({ style, series }: Pick<ChartModel, "style" | "series">): number {
  if (style === "area") return series.length === 1 ? 0.22 : 0.14;
  return style === "line" && series.length === 1 ? 0.08 : 0;
}

/** The number that a chart of the present is read by. */
export interface Latest {
  /** Which interval. */
  index: number;
  value: number;
  /** What the earlier range had there; null without data. */
  before: number | null;
}

/** The latest number of a series; of a counter that still runs the one before, if there is one. Null without data. */
export function latestOf({ values, compare, unfinished }: ChartSeries): Latest | null {
  const last = values.findLastIndex((value) => value !== null);
  const index = unfinished && (values[last - 1] ?? null) !== null ? last - 1 : last;
  const value = values[index] ?? null;
  return value === null ? null : { index, value, before: compare?.[index] ?? null };
}
