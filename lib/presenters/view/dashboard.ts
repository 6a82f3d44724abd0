import type { CardSize } from "@/lib/domain/arrangement";
import { chartName } from "@/lib/domain/chart-name";
import type { AxisSide, ChartSpec } from "@/lib/domain/chart-spec";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { type BinCount, countOf, type Extremes } from "@/lib/domain/distribution";
import { histogram } from "@/lib/domain/distribution-histogram";
import { displayExact, displayNumber, withUnit } from "@/lib/domain/number";
import type { Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { chartRequest, type DrawnData } from "@/lib/presenters/chart/chart-request";
import { type HistogramDrawing, histogramSvg } from "@/lib/presenters/chart/histogram";
import type { ChangeView } from "./change";
import { compareHref } from "./compared";
import { type DrawnChart, draw } from "./drawn-chart";
import { type MomentView, momentView } from "./moment";
import type { Quantity } from "./quantity";
import { queryOfSpec, withinWords } from "./range";
import { summary } from "./summary";

/** One stat of a card: its colour (1 to 8), its number and its change. */
export interface CardNumber {
  id: string;
  name: string;
  colour: number;
  quantity: Quantity | null;
  /** What the number is: "in the last week", "the last number". */
  label: string;
  change: ChangeView | null;
}

/** What stands in a card under its title. */
type CardBody =
  | { kind: "graph"; drawn: DrawnChart }
  | { kind: "number" }
  | { kind: "spark"; lines: DrawnChart[] }
  | { kind: "histogram"; drawing: HistogramDrawing; svg: string };

/** A card as a page shows it. */
export interface CardView extends CardSize {
  id: string;
  title: string;
  /** Where it can be looked at closer; null where nothing is, and on public pages. */
  href: string | null;
  /** "in the last week, by the hour". */
  range: string;
  numbers: CardNumber[];
  /** Null when there is nothing to draw: `note` says why. */
  body: CardBody | null;
  /** What is missing from it and why, as a sentence; empty when nothing is. */
  note: string;
}

export interface DashboardView {
  id: string;
  name: string;
  version: number;
  cards: CardView[];
  /** What a live page follows: the dashboard itself and the stats on it. */
  follows: string[];
}

interface ReadCard {
  card: Card;
  data: CardData | null;
  why: "no_stats" | "hidden" | "range" | "slow" | "failed" | null;
  hidden: number;
}

interface CardData extends DrawnData {
  series: (Series & { stat: ListedStat })[];
  distribution: { stat: ListedStat; from: number; to: number; bins: BinCount[]; extremes: Extremes | null } | null;
}

interface Manner {
  /** The team's zone. */
  zone: string;
  /** Public pages lead nowhere and say less. */
  inPublic?: boolean;
}

export function dashboardView(
  { dashboard, cards, zone }: { dashboard: Dashboard; cards: ReadCard[]; zone: string },
  { inPublic = false }: Pick<Manner, "inPublic"> = {},
): DashboardView {
  const { id, name, version } = dashboard;
  if (inPublic) {
    const shown = cards.map((each, index) => nameless(cardView(each, { zone, inPublic }), index));
    return { id: "", name, version, cards: shown, follows: [] };
  }
  const stats = cards.flatMap(({ card }) => card.chart.stats.map((stat) => stat.id));
  return {
    id,
    name,
    version,
    cards: cards.map((each) => cardView(each, { zone })),
    follows: [...new Set([id, ...stats])],
  };
}

/** Without the ids of what only the team may ask for. */
function nameless(card: CardView, index: number): CardView {
  const numbers = card.numbers.map((each, at) => ({ ...each, id: String(at) }));
  return { ...card, id: String(index), numbers };
}

export function cardView(read: ReadCard, { zone, inPublic = false }: Manner): CardView {
  const { card, data } = read;
  const { chart, width, height } = card;
  const { title, spec, stats } = chart;
  const numbers = data === null ? [] : data.series.map((each, index) => numberOf(each, index, data, zone));
  const names = numbers.map(({ name }) => name);
  const body = data === null ? null : bodyOf(data, card);
  return {
    id: chart.id,
    width,
    height,
    title: title === "" && names.length === 0 ? "Empty card" : chartName(title, names),
    href: inPublic || data === null ? null : chartHref({ stats, spec }),
    range:
      body?.kind === "graph" ? `${withinWords(spec.range)}, ${body.drawn.model.stepWords}` : withinWords(spec.range),
    numbers,
    body,
    note: noteOf(read, body, inPublic),
  };
}

/** The page that shows some stats drawn like that. */
export function chartHref({ stats, spec }: { stats: { id: string; axis: AxisSide }[]; spec: ChartSpec }): string {
  const query = queryOfSpec({ ...spec, kind: "graph" });
  const [first] = stats;
  if (stats.length === 1 && first !== undefined) return `/stats/${encodeURIComponent(first.id)}?${query}`;
  const right = stats.filter(({ axis }) => axis === "right").map(({ id }) => encodeURIComponent(id));
  const axes = right.length === 0 ? "" : `&right=${right.join(",")}`;
  return `${compareHref(stats.map(({ id }) => id))}&${query}${axes}`;
}

function numberOf(series: CardData["series"][number], index: number, data: CardData, zone: string): CardNumber {
  const told = summary(series, data.spec, new Date(data.now * 1_000), zone);
  const { id, name } = series.stat;
  return { id, name, colour: index + 1, quantity: told.headline, label: told.label, change: told.change };
}

/** The height of a row and the room between two, CSS pixels: `card-box.tsx` lays them out. */
const ROW = 64;
const GAP = 16;
/** About how wide a column is on a desktop: the marks of a chart are chosen for it. */
const COLUMN = 96;
/** What a card needs for its edge and its title, and for a line of names. */
const FRAME = 64;
const NAMES = 26;
const LEAST = 64;
const SPARK = { most: 96, words: 26 };

function bodyOf(data: CardData, size: CardSize): CardBody | null {
  const room = size.height * (ROW + GAP) - GAP - FRAME;
  const width = size.width * COLUMN;
  const names = data.series.length > 1 || data.spec.compare !== null ? NAMES : 0;
  switch (data.spec.kind) {
    case "graph":
      return { kind: "graph", drawn: draw(chartRequest(data, { width, height: Math.max(LEAST, room - names) })) };
    case "number":
      return { kind: "number" };
    case "spark":
      return { kind: "spark", lines: data.series.map((_, index) => sparkOf(data, index, { width, room })) };
    case "histogram":
      return histogramOf(data, Math.max(LEAST, room));
  }
}

function sparkOf(data: CardData, index: number, { width, room }: { width: number; room: number }): DrawnChart {
  const height = Math.max(28, Math.min(SPARK.most, room / data.series.length - SPARK.words));
  const spec: ChartSpec = { ...data.spec, style: "line", axes: false, compare: null, annotations: false };
  const series = data.series.slice(index, index + 1);
  const line = { ...data, title: "", series, axes: ["left" as const], spec: { ...spec, thresholds: [] } };
  return draw(chartRequest(line, { width, height: Math.round(height) }));
}

/** Null for a counter, and without data. */
function histogramOf({ distribution }: CardData, height: number): CardBody | null {
  if (distribution?.extremes == null) return null;
  const { stat, bins, extremes } = distribution;
  const ends = `from ${displayNumber(extremes.min)} to ${withUnit(displayNumber(extremes.max), stat.unit)}`;
  const drawing = {
    ...histogram(bins, extremes),
    unit: stat.unit,
    height,
    title: `How the numbers of ${stat.name} are spread`,
    description: `${displayExact(countOf(bins))} numbers ${ends}.`,
  };
  return { kind: "histogram", drawing, svg: histogramSvg(drawing) };
}

function noteOf({ data, why, hidden }: ReadCard, body: CardBody | null, inPublic: boolean): string {
  if (data !== null && body === null) return emptyHistogram(data);
  if (why === null) return hidden === 0 || inPublic ? "" : `${some(hidden)} no longer shared with your team.`;
  if (inPublic) return "There is nothing to show here at the moment.";
  return {
    no_stats: "Its stats were deleted or are in the trash.",
    hidden: `${some(hidden)} no longer shared with your team.`,
    range: "Its range cannot be drawn any more. Change the card, or remove it.",
    slow: "The database took too long. It is tried again with the next number.",
    failed: "Something went wrong on our side. The other cards are not affected.",
  }[why];
}

function emptyHistogram({ series }: CardData): string {
  const counter = series[0]?.stat.kind === "counter";
  return counter ? "A counter has no histogram: its numbers are added up." : "no data";
}

function some(stats: number): string {
  return stats === 1 ? "One of its stats is" : `${stats} of its stats are`;
}

/** A dashboard as the list shows it. */
export interface DashboardRow {
  id: string;
  name: string;
  href: string;
  /** The sizes of its cards in their order, for a sketch of it. */
  cards: CardSize[];
  changed: MomentView;
}

export function dashboardRow(
  { id, name, cards, updatedAt }: Dashboard & { cards: CardSize[] },
  now: Date,
  zone: string,
): DashboardRow {
  return { id, name, href: `/dashboards/${id}`, cards, changed: momentView(updatedAt, now, zone) };
}
