import type { ChartSpec } from "@/lib/domain/chart-spec";
import type { Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { type ChartPanelView, chartPanel, type PanelData } from "./chart-panel";
import { type RangeView, rangeQuery } from "./range";
import { usualCompare } from "./range-length";
import { type Summary, summary } from "./summary";

/** A stat as anybody sees it: what it is called, its number and its chart. Of its team nothing is told. */
export interface PublicStatView {
  name: string;
  description: string;
  /** In a sentence, for previews of the page's address: "1,234 in the last day, +3 % up on the day before." */
  words: string;
  summary: Summary;
  panel: ChartPanelView;
}

interface Shown {
  chart: PanelData & { series: (Series & { stat: ListedStat })[] };
  zone: string;
}

/** Of one stat. `base` is the page's path: its files and ranges are under it. */
export function publicStat({ chart, zone }: Shown, range: RangeView, base: string): PublicStatView {
  const [series] = chart.series;
  if (series === undefined) throw new RangeError("no stat to show");
  const of = summary(series, comparedSpec(range.spec), new Date(chart.now * 1_000), zone);
  const panel = chartPanel({ ...chart, spec: range.spec }, range, `${base}?`);
  return {
    name: series.stat.name,
    description: series.stat.description,
    words: summaryWords(of),
    summary: of,
    panel: {
      ...panel,
      files: ["CSV", "JSON", "PNG"].map((name) => ({ name, href: fileHref(base, name, range) })),
      // Who wrote down what happened is the team's own business.
      notes: panel.notes.map((note) => ({ ...note, author: "" })),
    },
  };
}

/** What is read for a page's range: the earlier one always comes along, for the change beside the number. */
export function comparedSpec(spec: ChartSpec): ChartSpec {
  return { ...spec, kind: "graph", compare: spec.compare ?? usualCompare(spec.range) };
}

function fileHref(base: string, name: string, range: RangeView): string {
  const file = name === "PNG" ? "image.png" : `data.${name.toLowerCase()}`;
  return `${base}/${file}?${rangeQuery(range)}`;
}

function summaryWords({ headline, label, change }: Summary): string {
  if (headline === null) return "No data yet.";
  const number = headline.unit === "" ? headline.short : `${headline.short} ${headline.unit}`;
  const moved = change === null ? "" : `, ${[change.percent, change.words].filter(Boolean).join(" ")}`;
  return `${number}, ${label}${moved}.`;
}
