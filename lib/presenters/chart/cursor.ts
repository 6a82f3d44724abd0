import type { ColourName } from "./colours";
import type { ChartModel } from "./model";
import { valuePixel } from "./place";

/** The keys that move the cursor of a chart from interval to interval, by their `KeyboardEvent.key`. */
const CURSOR_KEYS = ["ArrowLeft", "ArrowRight", "Home", "End", "PageUp", "PageDown"] as const;
export type CursorKey = (typeof CURSOR_KEYS)[number];

export function isCursorKey(key: string): key is CursorKey {
  return (CURSOR_KEYS as readonly string[]).includes(key);
}

/**
 * The interval that `key` leads to, seen from the interval `from`; without one (null) the newest, or for Home the
 * oldest. Only intervals in which a series that is not hidden has a number, now or earlier; at the end it stays there.
 * PageUp and PageDown go a tenth of the range back and on, a gap at their goal is crossed. Null when there is no data.
 */
export function nextWithData(
  { series, times }: Pick<ChartModel, "series" | "times">,
  hidden: ReadonlySet<number>,
  from: number | null,
  key: CursorKey,
): number | null {
  const shown = series.filter((_, index) => !hidden.has(index));
  const filled = [...times.keys()].filter((at) =>
    shown.some(({ values, compare }) => (values[at] ?? null) !== null || (compare?.[at] ?? null) !== null),
  );
  const first = filled[0] ?? null;
  const last = filled.at(-1) ?? null;
  if (key === "Home") return first;
  if (key === "End" || from === null) return last;
  const page = Math.max(1, Math.round(times.length / 10));
  const goal = from + { ArrowLeft: -1, ArrowRight: 1, PageUp: -page, PageDown: page }[key];
  return goal < from ? (filled.findLast((at) => at <= goal) ?? first) : (filled.find((at) => at >= goal) ?? last);
}

/** The moment at which the interval at `index` is drawn, unix seconds: a point at its start, a bar around its middle. */
export function drawnAt({ times, end, style }: Pick<ChartModel, "times" | "end" | "style">, index: number): number {
  const start = times[index] as number;
  return style === "bar" ? (start + (times[index + 1] ?? end)) / 2 : start;
}

/** Where the cursor stands: `share` of the plot's width from its left, and a dot on each line, CSS pixels from the top. */
export interface CursorPlace {
  share: number;
  dots: { y: number; colour: ColourName }[];
}

export function cursorPlace(model: ChartModel, hidden: ReadonlySet<number>, index: number): CursorPlace {
  const { x, series, style } = model;
  const dots = series.flatMap(({ values, colour, axis }, at) => {
    const value = values[index] ?? null;
    const y = value === null || hidden.has(at) || style === "bar" ? null : valuePixel(model, axis, value);
    return y === null ? [] : [{ y, colour }];
  });
  return { share: (drawnAt(model, index) - x.from) / (x.to - x.from), dots };
}
