import type { ChartMark, ChartModel } from "./model";

type Marked = Pick<ChartModel, "annotations" | "times" | "end">;

/** What happened in the interval at `index`: moments in it, and stretches of time that reach into it. */
export function notesAt({ annotations, times, end }: Marked, index: number): ChartMark[] {
  const from = times[index];
  if (from === undefined) return [];
  const to = times[index + 1] ?? end;
  return annotations.filter(({ at, until }) => at < to && (until === null || until === at ? at >= from : until > from));
}

/**
 * The interval in which the next annotation begins, seen from the interval `from`, or with `sign` -1 the one before;
 * without one (null) the newest. Stays there at the end; null when there are none.
 */
export function nextNoted({ annotations, times }: Marked, from: number | null, sign: 1 | -1): number | null {
  const begun = annotations.map(({ at }) =>
    Math.max(
      0,
      times.findLastIndex((time) => time <= at),
    ),
  );
  const noted = [...new Set(begun)].sort((a, b) => a - b);
  if (from === null) return noted.at(-1) ?? null;
  const next = sign === 1 ? noted.find((index) => index > from) : noted.findLast((index) => index < from);
  return next ?? (noted.length === 0 ? null : from);
}
