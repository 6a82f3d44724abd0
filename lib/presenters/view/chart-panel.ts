import type { Annotation } from "@/lib/domain/annotation";
import type { Series } from "@/lib/domain/series";
import { stepWords } from "@/lib/domain/step";
import type { DrawnData } from "@/lib/presenters/chart/chart-request";
import { momentWords } from "@/lib/presenters/chart/moment-words";
import { type DrawnChart, drawnSpec } from "./drawn-chart";
import { earlierWords, overRange, type RangeView, rangeQuery, thresholdText } from "./range";
import { type SeriesTable, seriesTable } from "./series-table";

/** What was read for a page's chart. All series are of one range, step and zone, as one read gives them. */
export interface PanelData extends DrawnData {
  annotations: Annotation[];
}

/** A chart with everything that stands around it. */
export interface ChartPanelView extends DrawnChart {
  /** Range, step and zone in words: "The last week, by the hour, times in Europe/Berlin". */
  caption: string;
  /** Whose clocks the time axis follows. */
  zone: string;
  files: FileLink[];
  table: SeriesTable;
  /** What happened in the range, newest first. */
  notes: NoteView[];
  /** The address of a range that is cut out of this one, up to `from=…&to=…`. */
  zoom: string;
}

interface FileLink {
  name: string;
  href: string;
}

export interface NoteView {
  id: string;
  iso: string;
  /** When, with the zone; both ends of a stretch of time. */
  when: string;
  text: string;
  author: string;
}

const HEIGHT = 320;
/** Of a picture to keep, with its heading. CSS pixels. */
const PICTURE = { width: "1000", height: "400" };

/** `base` is the page's path with what must stay in its query: "/compare?stats=a,b&" or "/stats/a?". */
export function chartPanel(data: PanelData, range: RangeView, base: string): ChartPanelView {
  const drawn = drawnSpec(data, HEIGHT);
  const { zone } = drawn.model;
  const anew = overRange(range, { preset: range.preset.name });
  return {
    ...drawn,
    caption: caption(drawn.model.rangeWords, data),
    zone,
    files: files(data),
    table: seriesTable(data.series, data.spec.compare !== null),
    notes: data.annotations.map((each) => noteView(each, zone)).reverse(),
    zoom: `${base}${rangeQuery(anew)}&`,
  };
}

function caption(chosen: string, { series: [first], spec }: DrawnData): string {
  const { range, compare } = spec;
  const under = compare === null ? "" : `, dashed: ${earlierWords(range, compare)}`;
  const where = first === undefined ? "" : `, ${stepWords(first.step)}, times in ${first.zone}`;
  return `${"preset" in range ? `The last ${range.preset}` : chosen}${where}${under}`;
}

function noteView({ id, at, until, text, author }: Annotation, zone: string): NoteView {
  const words = (moment: Date): string => momentWords(moment.getTime() / 1_000, zone);
  const when = until === null ? words(at) : `${words(at)} to ${words(until)}`;
  return { id, iso: at.toISOString(), when, text, author };
}

/** The same from the API: the very range that is shown, not one that moves on. */
function files(data: DrawnData): FileLink[] {
  const picture = { ...PICTURE, ...lookOf(data) };
  return [
    { name: "CSV", href: fileHref(data, { format: "csv" }) },
    { name: "JSON", href: fileHref(data, { format: "json" }) },
    { name: "PNG", href: fileHref(data, { format: "png", theme: "light", ...picture }) },
    { name: "SVG", href: fileHref(data, { format: "svg", theme: "auto", ...picture }) },
  ];
}

/** How a picture is drawn, as far as it is not as usual. */
function lookOf({ title, spec, series, axes }: DrawnData): Record<string, string> {
  const right = series.flatMap(({ stat }, index) => (axes[index] === "right" ? [stat.id] : []));
  return {
    ...(spec.style === "auto" ? {} : { style: spec.style }),
    ...(spec.scale === "linear" ? {} : { scale: spec.scale }),
    ...(spec.axes ? {} : { axes: "0" }),
    ...(spec.annotations ? {} : { annotations: "0" }),
    ...(right.length === 0 ? {} : { right: right.join(",") }),
    ...(title === "" ? {} : { title }),
  };
}

function fileHref({ series, spec }: DrawnData, more: Record<string, string>): string {
  const ids = series.map(({ stat }) => stat.id);
  const query = new URLSearchParams({
    ...(ids.length > 1 ? { stats: ids.join(",") } : {}),
    ...rangeOf(series[0]),
    ...(spec.compare === null ? {} : { compare: spec.compare }),
    ...more,
  });
  const isPicture = more.format === "png" || more.format === "svg";
  for (const line of isPicture ? spec.thresholds : []) query.append("threshold", thresholdText(line));
  return ids.length > 1 ? `/api/v1/series?${query}` : `/api/v1/stats/${ids[0]}/series?${query}`;
}

function rangeOf(first: Series | undefined): Record<string, string> {
  if (first === undefined) return {};
  const { from, to, step, zone } = first;
  return { from: String(from), to: String(to), step, tz: zone };
}
