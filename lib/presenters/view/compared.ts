import { AXIS_SIDES, type AxisSide } from "@/lib/domain/chart-spec";
import { MAX_SERIES, type Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { type RangeView, rangeQuery } from "./range";
import { type Summary, summary } from "./summary";

/** The ids that an address asks to compare, each once, at most as many as a chart holds. */
export function readCompared(stats: string | string[] | undefined): string[] {
  const ids = [stats ?? []].flat().flatMap((each) => each.split(","));
  return [...new Set(ids.filter((id) => id !== ""))].slice(0, MAX_SERIES);
}

export function compareHref(ids: string[]): string {
  return `/compare?stats=${ids.map(encodeURIComponent).join(",")}`;
}

/** One line of the legend under a comparison. */
export interface ComparedRow {
  id: string;
  name: string;
  kind: string;
  /** The team whose stat it is; null for one's own. */
  sharedBy: string | null;
  /** The address of the stat's own page, and of the comparison without it. */
  href: string;
  without: string;
  /** Which of the eight series colours is its own, from 1. */
  colour: number;
  /** The two axes it may be drawn on; null when it is the only stat. */
  axes: { side: AxisSide; href: string; chosen: boolean }[] | null;
  summary: Summary;
}

interface Compared {
  series: (Series & { stat: ListedStat })[];
  /** The axis of each. */
  axes: AxisSide[];
}

export function compareRows({ series, axes }: Compared, range: RangeView, now: Date, zone: string): ComparedRow[] {
  const ids = series.map(({ stat }) => stat.id);
  const right = ids.filter((_, index) => axes[index] === "right");
  const address = (shown: string[], onRight: string[]): string =>
    `${compareHref(shown)}&${rangeQuery({ ...range, right: onRight.length < shown.length ? onRight : [] })}`;
  return series.map((each, index) => {
    const { id, name, kind, sharedBy } = each.stat;
    const others = ids.filter((other) => other !== id);
    return {
      id,
      name,
      kind,
      sharedBy,
      href: `/stats/${id}?${rangeQuery({ ...range, right: [] })}`,
      without: address(
        others,
        right.filter((other) => other !== id),
      ),
      colour: index + 1,
      axes:
        ids.length === 1
          ? null
          : AXIS_SIDES.map((side) => ({
              side,
              href: address(ids, moved(id, side, ids, right)),
              chosen: side === (axes[index] ?? "left"),
            })),
      summary: summary(each, range.spec, now, zone),
    };
  });
}

/** The stats on the right axis once this one is on that side. The last one to leave the left changes places with the others. */
function moved(id: string, side: AxisSide, ids: string[], right: string[]): string[] {
  const others = right.filter((other) => other !== id);
  if (side === "left") return others;
  return others.length === ids.length - 1 ? [id] : ids.filter((each) => each === id || right.includes(each));
}
