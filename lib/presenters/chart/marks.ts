import type { ChartModel } from "./model";

/** Whether there is nothing at all to draw, now or earlier. */
export function isEmptyChart(model: ChartModel): boolean {
  return model.series.every(({ values, compare }) => [...values, ...(compare ?? [])].every((value) => value === null));
}

/** The part of an interval left free on either side of its bar. */
export const BAR_AIR = 0.14;

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
