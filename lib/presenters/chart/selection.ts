import type { ChartModel } from "./model";
import { timeShare } from "./place";

type Times = Pick<ChartModel, "times" | "end" | "x">;

/** The first and the last interval that somebody selects, in either order. */
export type Selection = readonly [number, number];

/** The interval at a share of the plot's width; beyond its ends the first or the last. */
export function intervalAt({ times, x }: Times, share: number): number {
  const t = x.from + share * (x.to - x.from);
  return Math.max(
    0,
    times.findLastIndex((time) => time <= t),
  );
}

/** Unix seconds; `to` is not part of it. */
export function selectedRange({ times, end }: Times, [one, other]: Selection): { from: number; to: number } {
  const from = times[Math.min(one, other)] ?? end;
  return { from, to: times[Math.max(one, other) + 1] ?? end };
}

/** Where the selection lies along the time axis, 0 to 1. */
export function selectionShares(model: Times, selection: Selection): { start: number; end: number } {
  const { from, to } = selectedRange(model, selection);
  return { start: timeShare(model, from), end: timeShare(model, to) };
}
