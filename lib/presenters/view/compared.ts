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
  summary: Summary;
}

type StatSeries = Series & { stat: ListedStat };

export function compareRows(series: StatSeries[], range: RangeView, now: Date, zone: string): ComparedRow[] {
  const ids = series.map(({ stat }) => stat.id);
  return series.map((each, index) => ({
    id: each.stat.id,
    name: each.stat.name,
    kind: each.stat.kind,
    sharedBy: each.stat.sharedBy,
    href: `/stats/${each.stat.id}?${rangeQuery(range)}`,
    without: `${compareHref(ids.filter((id) => id !== each.stat.id))}&${rangeQuery(range)}`,
    colour: index + 1,
    summary: summary(each, range.preset, now, zone),
  }));
}
