import { chartName } from "@/lib/domain/chart-name";
import type { SavedChart } from "@/lib/domain/chart-spec";
import { chartHref } from "./dashboard";
import { type MomentView, momentView } from "./moment";
import { withinWords } from "./range";

/** A saved comparison as the list shows it. */
export interface SavedComparison {
  id: string;
  name: string;
  /** The title that was given to it; empty when its stats name it. */
  title: string;
  /** Null when none of its stats is left. */
  href: string | null;
  /** "signups, visits". */
  stats: string;
  range: string;
  saved: MomentView;
}

export function savedComparison(
  { chart, stats }: { chart: SavedChart; stats: { name: string }[] },
  now: Date,
  zone: string,
): SavedComparison {
  const names = stats.map(({ name }) => name);
  return {
    id: chart.id,
    name: chartName(chart.title, names),
    title: chart.title,
    href: stats.length === 0 ? null : chartHref(chart),
    stats: names.length === 0 ? "Its stats were deleted, or are no longer shared with your team" : names.join(", "),
    range: withinWords(chart.spec.range),
    saved: momentView(chart.createdAt, now, zone),
  };
}
