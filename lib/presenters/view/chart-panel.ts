import type { Series } from "@/lib/domain/series";
import { stepWords } from "@/lib/domain/step";
import { type DrawnChart, drawnChart } from "./drawn-chart";
import { earlierWords, type RangeView } from "./range";
import { type SeriesTable, seriesTable } from "./series-table";

/** A chart with everything that stands around it. */
export interface ChartPanelView extends DrawnChart {
  /** Range, step and zone in words: "The last week, by the hour, times in Europe/Berlin". */
  caption: string;
  /** Whose clocks the time axis follows. */
  zone: string;
  csv: string;
  json: string;
  table: SeriesTable;
}

const HEIGHT = 320;

/** All series must be of one range, step and zone, as one read gives them. */
export function chartPanel(series: Series[], range: RangeView, now: Date): ChartPanelView {
  const { compare } = range.preset;
  const earlier = range.overlay ? { compare, words: earlierWords(range.preset) } : undefined;
  const drawn = drawnChart(series, { height: HEIGHT, earlier, now });
  return {
    ...drawn,
    caption: caption(series[0], range),
    zone: series[0]?.zone ?? "UTC",
    csv: fileHref(series, range, "csv"),
    json: fileHref(series, range, "json"),
    table: seriesTable(series, range.overlay),
  };
}

function caption(first: Series | undefined, { preset, overlay }: RangeView): string {
  const under = overlay ? `, dashed: ${earlierWords(preset)}` : "";
  const where = first === undefined ? "" : `, ${stepWords(first.step)}, times in ${first.zone}`;
  return `The last ${preset.name}${where}${under}`;
}

/** The same numbers from the API: the very range that is shown, not one that moves on. */
function fileHref(series: Series[], { preset, overlay }: RangeView, format: "csv" | "json"): string {
  const ids = series.map(({ stat }) => stat.id);
  const query = new URLSearchParams();
  if (ids.length > 1) query.set("stats", ids.join(","));
  const [first] = series;
  if (first !== undefined) {
    query.set("from", String(first.from));
    query.set("to", String(first.to));
    query.set("step", first.step);
    query.set("tz", first.zone);
  }
  if (overlay) query.set("compare", preset.compare);
  query.set("format", format);
  return ids.length > 1 ? `/api/v1/series?${query}` : `/api/v1/stats/${ids[0]}/series?${query}`;
}
