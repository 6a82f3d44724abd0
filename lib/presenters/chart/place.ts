import type { AxisSide } from "@/lib/domain/chart-spec";
import type { ChartMark, ChartModel } from "./model";
import type { ValueAxis, ValueTick } from "./value-axis";

/** What the places in a chart are computed from. */
export type Plot = Pick<ChartModel, "y" | "yRight" | "margin" | "height">;

/** The axis of a side; a chart without a right one has all on its left. */
export function axisOn(model: Pick<Plot, "y" | "yRight">, side: AxisSide): ValueAxis {
  return side === "right" ? (model.yRight ?? model.y) : model.y;
}

/**
 * Where a number stands, CSS pixels from the top of the chart. Null where its axis has no place for it: what is not
 * above zero on a log axis, and what lies beyond the ends of any.
 */
export function valuePixel(model: Plot, side: AxisSide, v: number): number | null {
  const share = shareOn(axisOn(model, side), v);
  if (share === null) return null;
  const { margin, height } = model;
  const floor = height - margin.bottom;
  return floor - share * (floor - margin.top);
}

/** How far up its axis a number is: 0 at the bottom, 1 at the top; null where it has no place. */
function shareOn({ scale, from, to }: ValueAxis, v: number): number | null {
  if (v < from || v > to || Number.isNaN(v)) return null;
  if (scale === "log") return Math.log(v / from) / Math.log(to / from);
  return (v - from) / (to - from);
}

/** The marks of an axis with their places; none for a right axis that the chart does not have. */
export function valueTicks(model: Plot, side: AxisSide): (ValueTick & { y: number })[] {
  if (side === "right" && model.yRight === null) return [];
  return axisOn(model, side).ticks.map((tick) => ({ ...tick, y: valuePixel(model, side, tick.v) as number }));
}

/** The numbers that have a place on their axis; the others are gaps. */
export function placedValues(model: Plot, side: AxisSide, values: (number | null)[]): (number | null)[] {
  if (axisOn(model, side).scale === "linear") return values;
  return values.map((value) => (value !== null && valuePixel(model, side, value) !== null ? value : null));
}

/** The number that bars and areas stand on: zero, or the end of the axis that is next to it. */
export function groundOf({ scale, from, to }: ValueAxis): number {
  return scale === "log" ? from : Math.min(Math.max(0, from), to);
}

/** How far along the time axis a moment is: 0 at its beginning, 1 at its end, and never beyond them. */
export function timeShare({ x }: Pick<ChartModel, "x">, t: number): number {
  return Math.min(1, Math.max(0, (t - x.from) / (x.to - x.from)));
}

/** Where an annotation stands along the time axis; `end` is null for a moment. */
export function markShares(
  model: Pick<ChartModel, "x">,
  { at, until }: ChartMark,
): { start: number; end: number | null } {
  return { start: timeShare(model, at), end: until === null ? null : timeShare(model, until) };
}

/** A threshold as it is drawn. One beyond the ends of its axis has no line, its words stand at that end with an arrow. */
export interface ThresholdLine {
  /** CSS pixels from the top. */
  y: number;
  /** Where its words stand: on the line, lower where they would cover those of the one above. */
  labelY: number;
  /** "limit 500 ms". */
  words: string;
  beyond: "above" | "below" | null;
  /** The end of the plot that its words stand at: its axis's, or without a line the other, away from those with one. */
  side: AxisSide;
}

const LABEL_HEIGHT = 14;

/** The thresholds of a chart from its top down. `words` are what stands at the line. */
export function thresholdLines(model: Plot & Pick<ChartModel, "thresholds">): ThresholdLine[] {
  const { margin, height } = model;
  const floor = height - margin.bottom;
  const lines = model.thresholds
    .map(({ value, words, axis }) => {
      const y = valuePixel(model, axis, value);
      const beyond = y !== null ? null : value > axisOn(model, axis).to ? ("above" as const) : ("below" as const);
      return { y: y ?? (beyond === "above" ? margin.top : floor), words, beyond, side: endOf(axis, beyond) };
    })
    .sort((a, b) => a.y - b.y);
  const lowest: Record<AxisSide, number> = { left: 0, right: 0 };
  return lines.map((line) => {
    const labelY = Math.max(line.y - 5, margin.top + LABEL_HEIGHT - 4, lowest[line.side]);
    lowest[line.side] = labelY + LABEL_HEIGHT;
    return { ...line, labelY };
  });
}

function endOf(axis: AxisSide, beyond: ThresholdLine["beyond"]): AxisSide {
  return (axis === "right") === (beyond === null) ? "right" : "left";
}
