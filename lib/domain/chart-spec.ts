import type { Preset, Step } from "./step";

/** `graph` is points over time; `number` the latest one, large; `spark` a line the size of a word. */
export const CHART_KINDS = ["graph", "histogram", "number", "spark"] as const;
export type ChartKind = (typeof CHART_KINDS)[number];

/** `auto` is bars for one counter over few intervals, and lines for all else. */
export const CHART_STYLES = ["auto", "line", "area", "bar"] as const;
export type ChartStyle = (typeof CHART_STYLES)[number];

export const CHART_SCALES = ["linear", "log"] as const;
export type ChartScale = (typeof CHART_SCALES)[number];

export const AXIS_SIDES = ["left", "right"] as const;
export type AxisSide = (typeof AXIS_SIDES)[number];

export const MAX_THRESHOLDS = 4;
export const MAX_CHART_TITLE = 200;

/** A preset moves on with the clock; `from` and `to` are moments as the series API takes them (`-36h`, RFC 3339, unix). */
export type ChartRange = { preset: Preset["name"] } | { from: string; to: string };

/** A line at a value that matters. */
export interface Threshold {
  value: number;
  /** Empty says the value alone. */
  label: string;
  axis: AxisSide;
}

/** What is drawn of some stats and how, whatever it is drawn on. */
export interface ChartSpec {
  kind: ChartKind;
  style: ChartStyle;
  /** Without axes a graph is its lines alone, StatHat's `mini`. */
  axes: boolean;
  range: ChartRange;
  /** Chosen to fit when null. */
  step: Step | null;
  /** IANA zone; the team's when null. */
  zone: string | null;
  /** How much earlier the range lies that is drawn under it, dashed (`1w`); null compares with nothing. */
  compare: string | null;
  scale: ChartScale;
  /** At most four. */
  thresholds: Threshold[];
  /** Whether what happened is marked on it. */
  annotations: boolean;
}

export const PLAIN_CHART: ChartSpec = {
  kind: "graph",
  style: "auto",
  axes: true,
  range: { preset: "week" },
  step: null,
  zone: null,
  compare: null,
  scale: "linear",
  thresholds: [],
  annotations: true,
};

/** A stat in a chart, by its public id. */
export interface ChartedStat {
  id: string;
  axis: AxisSide;
}

/** What a saved chart is for; each use has a chart of its own. */
export type ChartUse = "comparison" | "card" | "embed";

/** A chart that somebody saved. `stats` may be empty: those it had may have been deleted since. */
export interface SavedChart {
  id: string;
  teamId: string;
  use: ChartUse;
  /** Empty is made from the names of its stats. */
  title: string;
  spec: ChartSpec;
  stats: ChartedStat[];
  createdAt: Date;
  updatedAt: Date;
}
