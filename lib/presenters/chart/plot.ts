import {
  BAR_AIR,
  crisp,
  FLAG,
  finishedPart,
  groundOpacity,
  isEmptyChart,
  isLonely,
  MOST_THRESHOLD_LETTERS,
  NOTE_SIZE,
  strokeWidth,
  unfinishedTail,
} from "./marks";
import { type Attributes, element, escapeText, short } from "./markup";
import type { ChartMark, ChartModel, ChartSeries } from "./model";
import { areaPath, linePath, type PathPoint } from "./paths";
import type { Pen } from "./pen";
import {
  axisOn,
  groundOf,
  markShares,
  type ThresholdLine,
  thresholdLines,
  timeShare,
  valuePixel,
  valueTicks,
} from "./place";
import { fitText, oneLine, shortened, textWidth } from "./text";

/** How much of the plot's width the words of a threshold may take, and how little those of a flag. */
const THRESHOLD_PART = 0.45;
const LEAST_NOTE = 30;
/** How wide the words "no data" are, in sizes of their font. */
const NO_DATA_EMS = 4.3;
const FLAG_ROOM = 12;
/** What a picture keeps free on the right of a plot without a right axis. */
const BESIDE = 16;

/** The plot of a chart as markup: marks, data, thresholds and annotations, from the left edge of its plot. */
export function drawPlot(model: ChartModel, pen: Pen): string[] {
  const plot = new PlotDrawing(model, pen);
  const marks = [...plot.valueMarks(), ...plot.timeMarks(), ...plot.annotations()];
  return [...marks, ...(isEmptyChart(model) ? [plot.noData()] : plot.data()), ...plot.thresholds()];
}

class PlotDrawing {
  private readonly floor: number;

  constructor(
    private readonly model: ChartModel,
    private readonly pen: Pen,
  ) {
    this.floor = model.height - model.margin.bottom;
  }

  noData(): string {
    const middle = (this.floor + this.model.margin.top) / 2;
    const place = { x: this.pen.across(0.5), y: middle + 4, "text-anchor": "middle" };
    const size = Math.min(13, (this.pen.pixels ?? Number.POSITIVE_INFINITY) / NO_DATA_EMS);
    return element("text", { ...place, fill: this.pen.colour("muted"), "font-size": size }, "no data");
  }

  valueMarks(): string[] {
    const { axes, margin, height, y } = this.model;
    if (!axes) return [];
    const faint = y.faint.map((v) => {
      const at = crisp(valuePixel({ y, yRight: null, margin, height }, "left", v) as number);
      return this.acrossLine(at, { stroke: this.pen.colour("hairline"), "stroke-opacity": 0.5 });
    });
    const left = valueTicks(this.model, "left").flatMap(({ v, label, y: pixel }) => {
      const at = crisp(pixel);
      const zero = v === 0 && y.from < 0;
      const stroke = this.pen.colour(zero ? "muted" : "hairline");
      const line = this.acrossLine(at, { stroke, "stroke-opacity": zero ? 0.6 : undefined });
      return [line, this.valueWords(label, at, { x: -10, "text-anchor": "end" })];
    });
    const right = valueTicks(this.model, "right").flatMap(({ label, y: pixel }) => {
      const at = crisp(pixel);
      const notch = { x1: 0, x2: 5, y1: at, y2: at, stroke: this.pen.colour("hairline") };
      const words = this.valueWords(label, at, { x: this.pen.across(1), dx: 10 });
      return [this.pen.at(1, element("line", notch)), words];
    });
    return [...faint, ...left, ...right];
  }

  private acrossLine(y: number, more: Attributes): string {
    return element("line", { x1: 0, x2: this.pen.across(1), y1: y, y2: y, ...more });
  }

  private valueWords(label: string, y: number, place: Attributes): string {
    const look = { fill: this.pen.colour("muted"), "font-family": this.pen.mono };
    return element("text", { ...place, y: y + 4, ...look }, escapeText(label));
  }

  timeMarks(): string[] {
    if (!this.model.axes) return [];
    const { floor, pen } = this;
    const axis = this.acrossLine(crisp(floor), { stroke: pen.colour("hairline") });
    const marks = this.model.x.ticks.map(({ t, label, strong, minor }) => {
      const x = this.x(t);
      const notch = { x1: x, x2: x, y1: floor, y2: floor + 5, stroke: pen.colour("hairline") };
      const words = { x, y: floor + 20, "text-anchor": "middle", fill: pen.colour(strong ? "ink" : "muted") };
      return element(
        "g",
        { class: minor ? pen.minor : undefined },
        element("line", notch),
        element("text", { ...words, "font-weight": strong ? 500 : undefined }, escapeText(label)),
      );
    });
    return [axis, ...marks];
  }

  annotations(): string[] {
    return [...this.model.annotations.map((mark) => this.annotation(mark)), ...this.annotationWords()];
  }

  /** Beside each flag as much of its text as there is room for until the next. Without a known width there is none. */
  private annotationWords(): string[] {
    const { pixels } = this.pen;
    if (pixels === null || !this.model.axes) return [];
    const flags = this.model.annotations
      .filter(({ at }) => at >= this.model.x.from)
      .map(({ at, text }) => ({ x: timeShare(this.model, at) * pixels, text }));
    let taken = 0;
    return flags.flatMap(({ x, text }, index) => {
      const next = flags[index + 1]?.x ?? pixels + (this.model.yRight === null ? BESIDE : 0);
      const [after, before] = [next - x - FLAG_ROOM - 4, x - taken - 6];
      const whole = textWidth(oneLine(text), { size: NOTE_SIZE });
      const room = after >= Math.min(whole, before) ? after : before;
      if (room < LEAST_NOTE) {
        taken = x + FLAG_ROOM;
        return [];
      }
      const place =
        room === after ? { x: x + FLAG_ROOM } : { x: x - (x > pixels - 4 ? FLAG_ROOM : 4), "text-anchor": "end" };
      const words = fitText(text, room, { size: NOTE_SIZE });
      taken = room === after ? x + FLAG_ROOM + textWidth(words, { size: NOTE_SIZE }) : x + FLAG_ROOM;
      const look = { y: this.model.margin.top - 3, fill: this.pen.colour("muted"), "font-size": NOTE_SIZE };
      return words === "" ? [] : [element("text", { ...place, ...look }, escapeText(words))];
    });
  }

  private annotation(mark: ChartMark): string {
    const { margin, x } = this.model;
    const { start, end } = markShares(this.model, mark);
    const [top, fill] = [margin.top, this.pen.colour("accent")];
    const spread = { x: this.pen.across(start), width: this.pen.across((end ?? start) - start), fill };
    const band =
      element("rect", { ...spread, y: top, height: this.floor - top, "fill-opacity": 0.12 }) +
      element("rect", { ...spread, y: top, height: 2 });
    const pole = { x1: 0.5, x2: 0.5, y1: 1, y2: this.floor, stroke: fill, "stroke-opacity": 0.7 };
    const flag =
      element("line", pole) +
      (this.model.axes || this.pen.pixels === null ? element("path", { d: FLAG, fill, ...this.turned(start) }) : "");
    return element(
      "g",
      {},
      element("title", {}, escapeText(mark.text)),
      ...(end === null ? [] : [band]),
      ...(mark.at < x.from ? [] : [this.pen.at(start, flag)]),
    );
  }

  /** A flag that would leave the picture hangs to the left. */
  private turned(share: number): Attributes {
    const { pixels } = this.pen;
    return pixels !== null && share * pixels > pixels - 4 ? { transform: "scale(-1 1)" } : {};
  }

  thresholds(): string[] {
    return thresholdLines(this.model).map((line) => this.threshold(line));
  }

  private threshold({ y, labelY, words, beyond, side }: ThresholdLine): string {
    const stroke = { stroke: this.pen.colour("ink"), "stroke-opacity": 0.75 };
    const line = beyond === null ? this.acrossLine(crisp(y), stroke) : "";
    if (!this.model.axes) return line;
    const arrow = beyond === null ? "" : beyond === "above" ? "↑ " : "↓ ";
    const place = side === "right" ? { x: this.pen.across(1), dx: -4, "text-anchor": "end" } : { x: 4 };
    const halo = { stroke: this.pen.colour("card"), "stroke-width": 3, "stroke-linejoin": "round" };
    const look = { fill: this.pen.colour("ink"), "font-size": NOTE_SIZE, "paint-order": "stroke", ...halo };
    return line + element("text", { ...place, y: labelY, ...look }, escapeText(this.noteWords(arrow + words)));
  }

  private noteWords(words: string): string {
    const { pixels } = this.pen;
    const fitting = pixels === null ? words : fitText(words, pixels * THRESHOLD_PART, { size: NOTE_SIZE });
    return shortened(fitting, MOST_THRESHOLD_LETTERS);
  }

  data(): string[] {
    if (this.model.style === "bar") return this.model.series.flatMap((each) => this.bars(each));
    const above = [...this.model.series].reverse();
    const lines = [...above.map((each) => this.earlier(each)), ...above.map((each) => this.present(each))];
    return [this.pen.stretched(lines), ...above.flatMap((each) => this.dots(each))];
  }

  private earlier(series: ChartSeries): string {
    if (series.compare === null) return "";
    const dashed = { "stroke-dasharray": "5 4", "stroke-opacity": 0.45 };
    return this.stroke(this.points(series, series.compare), series, dashed);
  }

  private present(series: ChartSeries): string {
    const { values, unfinished, colour, axis } = series;
    const opacity = this.pen.grounded ? groundOpacity(this.model) : 0;
    const base = round(valuePixel(this.model, axis, groundOf(axisOn(this.model, axis))) ?? this.floor);
    const ground = opacity === 0 ? "" : areaPath(this.points(series, values), base);
    return (
      (ground && element("path", { d: ground, fill: this.pen.colour(colour), "fill-opacity": opacity })) +
      this.stroke(this.points(series, finishedPart(values, unfinished)), series, {}) +
      this.stroke(this.points(series, unfinishedTail(values, unfinished)), series, { "stroke-dasharray": "1 5" })
    );
  }

  private stroke(points: PathPoint[], { colour }: ChartSeries, more: Attributes): string {
    const d = linePath(points);
    if (d === "") return "";
    return element("path", {
      d,
      fill: "none",
      stroke: this.pen.colour(colour),
      "stroke-width": strokeWidth(this.model),
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
      "vector-effect": "non-scaling-stroke",
      ...more,
    });
  }

  private points({ axis }: ChartSeries, values: (number | null)[]): PathPoint[] {
    return values.map((value, index) => {
      const y = value === null ? null : valuePixel(this.model, axis, value);
      return y === null ? null : [this.pen.along(this.share(index)), round(y)];
    });
  }

  private bars({ values, colour, unfinished, axis }: ChartSeries): string[] {
    const base = valuePixel(this.model, axis, groundOf(axisOn(this.model, axis))) ?? this.floor;
    return values.flatMap((value, index) => {
      const top = value === null ? null : valuePixel(this.model, axis, value);
      if (top === null) return [];
      const start = this.share(index);
      const width = this.share(index + 1) - start;
      return element("rect", {
        x: this.pen.across(start + width * BAR_AIR),
        width: this.pen.across(width * (1 - 2 * BAR_AIR)),
        y: short(Math.min(top, base)),
        height: short(Math.max(1, Math.abs(base - top))),
        rx: 1.5,
        fill: this.pen.colour(colour),
        "fill-opacity": unfinished && index === values.length - 1 ? 0.45 : undefined,
      });
    });
  }

  private dots({ values, compare, colour, unfinished, axis }: ChartSeries): string[] {
    const fill = this.pen.colour(colour);
    const pixel = (value: number | null): number | null =>
      value === null ? null : valuePixel(this.model, axis, value);
    const lonely = (list: (number | null)[], opacity?: number): string[] => {
      const places = list.map(pixel);
      return places.flatMap((y, index) =>
        y !== null && isLonely(places, index) ? this.dot(index, y, { r: 2, fill, "fill-opacity": opacity }) : [],
      );
    };
    const earlier = lonely(compare ?? [], 0.45);
    const last = values.findLastIndex((value) => pixel(value) !== null);
    if (last === -1) return earlier;
    const card = this.pen.colour("card");
    const edge = unfinished
      ? { r: 3.25, fill: card, stroke: fill, "stroke-width": 1.75 }
      : { r: 4, fill, stroke: card, "stroke-width": 2 };
    return [...earlier, ...lonely(values), this.dot(last, pixel(values[last] ?? null) as number, edge)];
  }

  private dot(index: number, y: number, attributes: Attributes): string {
    return element("circle", { cx: this.pen.across(this.share(index)), cy: y, ...attributes });
  }

  private x(t: number): string | number {
    return this.pen.across(timeShare(this.model, t));
  }

  private share(index: number): number {
    return timeShare(this.model, this.model.times[index] ?? this.model.end);
  }
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
