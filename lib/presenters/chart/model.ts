import type { AxisSide, ChartScale, Threshold } from "@/lib/domain/chart-spec";
import { displayNumber, withUnit } from "@/lib/domain/number";
import type { Bucket, Series } from "@/lib/domain/series";
import type { StatKind } from "@/lib/domain/stat";
import { bucketBounds, durationWords, parseDuration, type Step, shift, stepWords } from "@/lib/domain/time";
import { type ColourName, seriesColour } from "./colours";
import { bucketWords, rangeWords } from "./moment-words";
import { type TimeTick, timeTicks } from "./time-ticks";
import { type ValueAxis, valueAxis } from "./value-axis";

/** One stat to draw. Points are matched by their `t`; an interval that is missing is as empty as one with null. */
export interface ChartInput {
  name: string;
  kind: StatKind;
  unit?: string;
  points: Pick<Bucket, "t" | "v">[];
  /** The earlier range; each `t` is that of the present bucket it lies under. */
  compare?: Pick<Bucket, "t" | "v">[] | null;
  /** Left when absent. */
  axis?: AxisSide;
}

/** Something that happened, within the range of a chart. */
export interface ChartMark {
  /** Unix seconds. */
  at: number;
  /** Null for a moment. */
  until: number | null;
  text: string;
}

export interface ChartRequest {
  /** One to eight; further ones go round through the same colours. */
  series: ChartInput[];
  /** Unix seconds. */
  from: number;
  to: number;
  step: Step;
  zone: string;
  /** CSS pixels. The height is exact; the width is what the marks are chosen for, the drawing itself stretches. */
  width: number;
  height: number;
  title?: string;
  /** The unit of all series; taken from them when they agree. */
  unit?: string;
  /** Bars suit one counter over few intervals; several series and comparisons are always lines. */
  style?: DrawnStyle;
  /** Without axes it is the lines alone, StatHat's `mini`. Drawn when absent. */
  axes?: boolean;
  scale?: ChartScale;
  thresholds?: Threshold[];
  annotations?: ChartMark[];
  /** How much earlier `compare` lies (`1w`): gives the tooltip its earlier time. */
  compare?: string;
  /** How the earlier range is called in the legend: "the week before"; made from `compare` when absent. */
  earlierWords?: string;
  /** Unix seconds. When given, a counter's last interval is drawn as unfinished while it still runs. */
  now?: number;
}

/** What a graph's points are drawn as; `area` is a line with its ground filled. */
export type DrawnStyle = "line" | "area" | "bar";

export interface ChartSeries {
  name: string;
  kind: StatKind;
  unit: string;
  colour: ColourName;
  /** One for each of the model's `times`; null is no data. */
  values: (number | null)[];
  compare: (number | null)[] | null;
  /** The last interval still runs and its sum still grows. */
  unfinished: boolean;
  axis: AxisSide;
}

/** Everything a drawer needs to know, as plain JSON: the server's SVG and the browser's recharts draw the same from it. */
export interface ChartModel {
  title: string;
  unit: string;
  style: DrawnStyle;
  axes: boolean;
  scale: ChartScale;
  step: Step;
  zone: string;
  width: number;
  height: number;
  margin: { top: number; right: number; bottom: number; left: number };
  /** The horizontal range, unix seconds: from the first drawn moment to the last. */
  x: { from: number; to: number; ticks: TimeTick[] };
  /** The left axis, or the only one. */
  y: ValueAxis;
  /** Null when no series is drawn on it. */
  yRight: ValueAxis | null;
  thresholds: Threshold[];
  /** Those within the range, oldest first. */
  annotations: ChartMark[];
  /** The start of each interval. */
  times: number[];
  /** The end of the last interval. */
  end: number;
  /** The start of the interval drawn under each; null when the request did not say how much earlier it is. */
  earlierTimes: number[] | null;
  /** "the week before"; empty without a comparison. */
  earlierWords: string;
  series: ChartSeries[];
  /** "by the hour". */
  stepWords: string;
  /** "5 – 12 Jan 2026". */
  rangeWords: string;
  /** The chart in words, with its current values: for those who do not see it. */
  description: string;
}

const TOP = 12;
const RIGHT = 16;
const BOTTOM = 30;
const LEFT_STEPS = [32, 40, 48, 56, 64, 80, 96];
const DIGIT_PIXELS = 7.3;
const LABEL_GAP = 12;

/** The chart of one or more stats. Pure; the same request always gives the same model. */
export function chartModel(request: ChartRequest): ChartModel {
  const { from, to, step, zone, width, height } = request;
  const { times, end } = intervals(request);
  const style = request.series.some((each, index) => index > 0 || each.compare) ? "line" : (request.style ?? "line");
  const running = request.now !== undefined && request.now < end && request.now >= (times.at(-1) as number);
  const series = request.series.map((input, index) => chartSeries(input, index, times, running));
  const y = axisOf(series, style, height - TOP - BOTTOM);
  const left = leftMargin(y);
  const x = { from: times[0] as number, to: style !== "bar" && times.length > 1 ? (times.at(-1) as number) : end };
  const model: Omit<ChartModel, "description"> = {
    title: request.title ?? listNames(series.map(({ name }) => name)),
    unit: request.unit ?? commonUnit(series),
    style,
    axes: request.axes ?? true,
    scale: request.scale ?? "linear",
    step,
    zone,
    width,
    height,
    margin: { top: TOP, right: RIGHT, bottom: BOTTOM, left },
    x: { ...x, ticks: timeTicks(x.from, x.to, zone, width - left - RIGHT) },
    y,
    yRight: null,
    thresholds: request.thresholds ?? [],
    annotations: request.annotations ?? [],
    times,
    end,
    earlierTimes: earlierTimes(request, series, times),
    earlierWords: series.some(({ compare }) => compare !== null) ? earlierName(request) : "",
    series,
    stepWords: stepWords(step),
    rangeWords: rangeWords(from, to, step, zone),
  };
  return { ...model, description: describe(model) };
}

/** What `readSeries` answered, as `chartModel` takes it: the range of the first and the points of all. Needs one series or more. */
export function seriesRequest(all: Series[]): Pick<ChartRequest, "series" | "from" | "to" | "step" | "zone"> {
  const [first] = all;
  if (first === undefined) throw new RangeError("no series to draw");
  const { from, to, step, zone } = first;
  const series = all.map(({ stat, points, compare }) => ({
    name: stat.name,
    kind: stat.kind,
    unit: stat.unit,
    points,
    compare,
  }));
  return { series, from, to, step, zone };
}

function intervals({ series, from, to, step, zone }: ChartRequest): { times: number[]; end: number } {
  const last = series.reduce((latest, { points }) => Math.max(latest, points.at(-1)?.t ?? latest), to - 1);
  const bounds = bucketBounds(from, Math.max(to, last + 1), step, zone);
  return { times: bounds.slice(0, -1), end: bounds.at(-1) as number };
}

function chartSeries(input: ChartInput, index: number, times: number[], running: boolean): ChartSeries {
  const { name, kind, unit = "", points, compare } = input;
  const values = valuesAt(points, times);
  return {
    name,
    kind,
    unit,
    colour: seriesColour(index),
    values,
    compare: compare ? valuesAt(compare, times) : null,
    unfinished: running && kind === "counter" && (values.at(-1) ?? null) !== null,
    axis: input.axis ?? "left",
  };
}

function valuesAt(points: Pick<Bucket, "t" | "v">[], times: number[]): (number | null)[] {
  const found = new Map(points.map(({ t, v }) => [t, v]));
  return times.map((t) => found.get(t) ?? null);
}

function axisOf(series: ChartSeries[], style: DrawnStyle, pixels: number): ValueAxis {
  const values = series.flatMap(({ values, compare }) => [...values, ...(compare ?? [])]);
  const numbers = values.filter((value) => value !== null);
  return valueAxis(numbers, style === "bar" || series.some(({ kind }) => kind === "counter"), pixels);
}

function leftMargin({ ticks }: ValueAxis): number {
  const longest = Math.max(0, ...ticks.map(({ label }) => label.length));
  const wanted = longest * DIGIT_PIXELS + LABEL_GAP;
  return LEFT_STEPS.find((step) => step >= wanted) ?? (LEFT_STEPS.at(-1) as number);
}

function earlierTimes({ compare, zone }: ChartRequest, series: ChartSeries[], times: number[]): number[] | null {
  const duration = compare === undefined ? null : parseDuration(compare);
  if (duration === null || series.every((each) => each.compare === null)) return null;
  return times.map((t) => shift(t, duration, -1, zone));
}

function earlierName({ compare, earlierWords }: ChartRequest): string {
  if (earlierWords !== undefined) return earlierWords;
  const duration = compare === undefined ? null : parseDuration(compare);
  return duration === null ? "before" : `${durationWords(duration)} earlier`;
}

function commonUnit(series: ChartSeries[]): string {
  const unit = series[0]?.unit ?? "";
  return series.every((each) => each.unit === unit) ? unit : "";
}

function listNames(names: string[]): string {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

function describe(model: Omit<ChartModel, "description">): string {
  const head = `${model.title}, ${model.stepWords}, ${model.rangeWords} (${model.zone}).`;
  return [head, ...model.series.map((series) => describeSeries(series, model))].join(" ");
}

function describeSeries(series: ChartSeries, model: Omit<ChartModel, "description">): string {
  const name = model.series.length > 1 ? `${series.name}: ` : "";
  const at = series.values.findLastIndex((value) => value !== null);
  if (at === -1) return sentence(`${name}no data.`);
  const numbers = series.values.filter((value) => value !== null);
  const say = (n: number): string => withUnit(displayNumber(n), series.unit);
  const latest = `latest ${say(series.values[at] as number)} (${bucketWords(model.times[at] as number, model.step, model.zone)})`;
  const before = series.compare?.[at] ?? null;
  const earlier = before === null ? "" : `, ${model.earlierWords} ${say(before)}`;
  const low = numbers.reduce((least, value) => Math.min(least, value));
  const high = numbers.reduce((most, value) => Math.max(most, value));
  return sentence(`${name}${latest}${earlier}; lowest ${say(low)}, highest ${say(high)}.`);
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
