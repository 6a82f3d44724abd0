import { drawnAt } from "@/lib/presenters/chart/cursor";
import { finishedPart, unfinishedTail } from "@/lib/presenters/chart/marks";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { axisOn, groundOf, type Plot, valuePixel } from "@/lib/presenters/chart/place";

/**
 * One interval, as recharts is given it: `at` is where it is drawn, then for each series `value0`, `whole0`, `tail0`
 * and `earlier0`: CSS pixels above the floor of the plot, so that one plain axis serves both sides and every scale,
 * and a number stands where the first paint has it.
 */
export interface Row {
  t: number;
  at: number;
  index: number;
  [column: string]: number | null;
}

export function rowsOf(model: ChartModel): Row[] {
  const columns = model.series.map(({ values, compare, unfinished, axis }) => {
    const placed = (list: (number | null)[]) =>
      list.map((value) => (value === null ? null : above(model, axis, value)));
    return {
      value: placed(values),
      whole: placed(finishedPart(values, unfinished)),
      tail: placed(unfinishedTail(values, unfinished)),
      earlier: placed(compare ?? []),
    };
  });
  return model.times.map((t, index) => {
    const row: Row = { t, index, at: drawnAt(model, index) };
    columns.forEach((column, at) => {
      for (const [name, values] of Object.entries(column)) row[`${name}${at}`] = values[index] ?? null;
    });
    return row;
  });
}

/** How high a number stands above the floor of the plot, CSS pixels; null where its axis has no place for it. */
function above(model: Plot, side: "left" | "right", value: number): number | null {
  const pixel = valuePixel(model, side, value);
  return pixel === null ? null : model.height - model.margin.bottom - pixel;
}

/** How high what areas stand on is above the floor. */
export function groundAbove(model: Plot, side: "left" | "right"): number {
  return above(model, side, groundOf(axisOn(model, side))) ?? 0;
}
