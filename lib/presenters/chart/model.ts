import type { AxisSide, ChartScale, Threshold } from "@/lib/domain/chart-spec";
import { displayNumber, withUnit } from "@/lib/domain/number";
import type { Bucket, Series } from "@/lib/domain/series";
import type { StatKind } from "@/lib/domain/stat";
import { bucketBounds, durationWords, parseDuration, type Step, shift, stepWords } from "@/lib/domain/time";
import { type ColourName, seriesColour } from "./colours";
import { logAxis } from "./log-axis";
import { latestOf } from "./marks";
import { bucketWords, momentWords, rangeWords } from "./moment-words";
import { type TimeTick, timeTicks } from "./time-ticks";
import { bareAxis, type ValueAxis, valueAxis } from "./value-axis";

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
  /** Bars suit one counter over few intervals; several series and comparisons are lines where bars are asked for. */
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

/** A threshold with what is written at its line: "limit 500 ms". */
interface ChartThreshold extends Threshold {
  words: string;
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
  /** Without axes there are no marks, and the margins only keep dots whole. */
  axes: boolean;
  /** As it is drawn: an axis without a number above zero is linear, whatever was asked for. */
  scale: ChartScale;
  /** What the scale hides or why it is not the one asked for, as a sentence; empty when there is nothing to say. */
  scaleNote: string;
  step: Step;
  zone: string;
  width: number;
  height: number;
  /** CSS pixels. `left`, and `right` beside a right axis, are one of `AXIS_ROOM`. */
  margin: { top: number; right: number; bottom: number; left: number };
  /** The horizontal range, unix seconds: from the first drawn moment to the last. */
  x: { from: number; to: number; ticks: TimeTick[] };
  /** The left axis, or the only one. */
  y: ValueAxis;
  /** Null when no series is drawn on it. */
  yRight: ValueAxis | null;
  /** On an axis that the chart has, and on a log axis only those above zero. */
  thresholds: ChartThreshold[];
  /** Those within the range, with the times they have, oldest first. */
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

/** What the labels of a value axis may take beside the plot, CSS pixels. */
export const AXIS_ROOM = [32, 40, 48, 56, 64, 80, 96] as const;

const TOP = 12;
const RIGHT = 16;
const BOTTOM = 30;
/** Half a dot and its rim. */
const BARE = { top: 8, right: 8, bottom: 8, left: 8 };
const DIGIT_PIXELS = 7.3;
const LABEL_GAP = 12;

/** The chart of one or more stats. Pure; the same request always gives the same model. */
export function chartModel(request: ChartRequest): ChartModel {
  const { from, to, step, zone, width, height, axes = true } = request;
  const { times, end } = intervals(request);
  const style = styleOf(request);
  const running = request.now !== undefined && request.now < end && request.now >= (times.at(-1) as number);
  const series = withAxes(request.series.map((input, index) => chartSeries(input, index, times, running)));
  const thresholds = chartThresholds(request.thresholds ?? [], series);
  const inset = axes ? TOP + BOTTOM : BARE.top + BARE.bottom;
  const axis = (side: AxisSide): ValueAxis => axisOf(side, { request, series, thresholds, style }, height - inset);
  const y = axis("left");
  const yRight = series.some((each) => each.axis === "right") ? axis("right") : null;
  const left = axisRoom(y);
  const margin = axes ? { top: TOP, right: yRight === null ? RIGHT : axisRoom(yRight), bottom: BOTTOM, left } : BARE;
  const x = { from: times[0] as number, to: style !== "bar" && times.length > 1 ? (times.at(-1) as number) : end };
  const model: Omit<ChartModel, "description"> = {
    title: request.title ?? listNames(series.map(({ name }) => name)),
    unit: request.unit ?? commonUnit(series),
    style,
    axes,
    scale: [y, yRight].some((each) => each?.scale === "log") ? "log" : "linear",
    scaleNote: request.scale === "log" ? scaleNote(series, y, yRight) : "",
    step,
    zone,
    width,
    height,
    margin,
    x: { ...x, ticks: axes ? timeTicks(x.from, x.to, zone, width - margin.left - margin.right) : [] },
    y,
    yRight,
    thresholds: thresholds.filter(({ axis: side, value }) => hasPlace(side === "right" ? yRight : y, value)),
    annotations: annotationsWithin(request.annotations ?? [], x.from, end),
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

function styleOf({ series, style = "line" }: ChartRequest): DrawnStyle {
  return style === "bar" && series.some((each, index) => index > 0 || each.compare) ? "line" : style;
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

/** A chart whose series are all on the right has one axis, and it is the left one. */
function withAxes(series: ChartSeries[]): ChartSeries[] {
  if (series.some(({ axis }) => axis === "left")) return series;
  return series.map((each) => ({ ...each, axis: "left" }));
}

function chartThresholds(thresholds: Threshold[], series: ChartSeries[]): ChartThreshold[] {
  return thresholds.map((threshold) => {
    const axis = series.some((each) => each.axis === threshold.axis) ? threshold.axis : "left";
    const value = withUnit(displayNumber(threshold.value), commonUnit(series.filter((each) => each.axis === axis)));
    const known = threshold.label === "" || threshold.label.includes(displayNumber(threshold.value));
    return { ...threshold, axis, words: known ? threshold.label || value : `${threshold.label} ${value}` };
  });
}

interface Drawn {
  request: ChartRequest;
  series: ChartSeries[];
  thresholds: ChartThreshold[];
  style: DrawnStyle;
}

function axisOf(side: AxisSide, { request, series, thresholds, style }: Drawn, pixels: number): ValueAxis {
  const own = series.filter(({ axis }) => axis === side);
  const numbers = numbersOf(own);
  const lines = thresholds.filter(({ axis }) => axis === side).map(({ value }) => value);
  const fromZero = style === "bar" || own.some(({ kind }) => kind === "counter");
  const bare = request.axes === false;
  const log = request.scale === "log" ? logAxis(numbers, pixels, lines) : null;
  if (log !== null) return bare ? { ...log, ticks: [], faint: [] } : log;
  return bare ? bareAxis(numbers, fromZero, lines) : valueAxis(numbers, fromZero, pixels, lines);
}

function numbersOf(series: ChartSeries[]): number[] {
  const values = series.flatMap(({ values, compare }) => [...values, ...(compare ?? [])]);
  return values.filter((value) => value !== null);
}

function hasPlace(axis: ValueAxis | null, value: number): boolean {
  return axis?.scale !== "log" || value > 0;
}

function scaleNote(series: ChartSeries[], y: ValueAxis, yRight: ValueAxis | null): string {
  const sides = new Set(series.map(({ axis }) => axis));
  const axes = [...sides].map((side) => ({
    log: (side === "right" ? yRight : y)?.scale === "log",
    numbers: numbersOf(series.filter(({ axis }) => axis === side)),
  }));
  if (axes.some(({ log, numbers }) => !log && numbers.length > 0)) return "Linear scale, for nothing is above zero.";
  const hides = axes.some(({ log, numbers }) => log && numbers.some((number) => number <= 0));
  return hides ? "Zero and less have no place on a log scale." : "";
}

function annotationsWithin(marks: ChartMark[], from: number, end: number): ChartMark[] {
  return marks.filter(({ at, until }) => at < end && (until ?? at) >= from).sort((a, b) => a.at - b.at);
}

function axisRoom({ ticks }: ValueAxis): number {
  const longest = Math.max(0, ...ticks.map(({ label }) => label.length));
  const wanted = longest * DIGIT_PIXELS + LABEL_GAP;
  return AXIS_ROOM.find((room) => room >= wanted) ?? (AXIS_ROOM.at(-1) as number);
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
  const scale = model.scale === "log" ? ", log scale" : "";
  const head = `${model.title}, ${model.stepWords}, ${model.rangeWords} (${model.zone})${scale}.`;
  const said = [...model.series.map((each) => describeSeries(each, model)), model.scaleNote, describeMarks(model)];
  return [head, ...said].filter((text) => text !== "").join(" ");
}

const MOST_MARKS_TOLD = 5;

function describeMarks({ thresholds, annotations, zone }: Omit<ChartModel, "description">): string {
  const lines = thresholds.length === 0 ? "" : `Lines at ${listNames(thresholds.map(({ words }) => words))}.`;
  const told = annotations.slice(-MOST_MARKS_TOLD).map(({ at, text }) => `${text} (${momentWords(at, zone)})`);
  const more = annotations.length - told.length;
  const events = told.length === 0 ? "" : `Marked: ${told.join("; ")}${more > 0 ? `; and ${more} before` : ""}.`;
  return [lines, events].filter((text) => text !== "").join(" ");
}

function describeSeries(series: ChartSeries, model: Omit<ChartModel, "description">): string {
  const name = model.series.length > 1 ? `${series.name}: ` : "";
  const latest = latestOf(series);
  if (latest === null) return sentence(`${name}no data.`);
  const numbers = series.values.filter((value) => value !== null);
  const say = (n: number): string => withUnit(displayNumber(n), series.unit);
  const when = bucketWords(model.times[latest.index] as number, model.step, model.zone);
  const earlier = latest.before === null ? "" : `, ${model.earlierWords} ${say(latest.before)}`;
  const running = series.unfinished && latest.index < series.values.length - 1;
  const more = running ? `, since then ${say(series.values.at(-1) as number)} so far` : "";
  const low = numbers.reduce((least, value) => Math.min(least, value));
  const high = numbers.reduce((most, value) => Math.max(most, value));
  return sentence(
    `${name}latest ${say(latest.value)} (${when})${earlier}${more}; lowest ${say(low)}, highest ${say(high)}.`,
  );
}

function sentence(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
