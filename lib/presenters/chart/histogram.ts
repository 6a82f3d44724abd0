import { scaleLinear, scaleLog } from "d3-scale";
import type { Histogram, HistogramBucket } from "@/lib/domain/distribution-histogram";
import { displayExact, withUnit } from "@/lib/domain/number";
import { crisp } from "./marks";
import { element, escapeText, short } from "./markup";
import { fluidPen, type Pen } from "./pen";
import { textWidth } from "./text";
import { roundWords, type ValueAxis, valueAxis } from "./value-axis";

/** CSS pixels above the plot of a histogram and below it. */
const ROOM = { top: 12, bottom: 30 };
/** Of a hundred parts of the width: the air between two bars. */
const AIR = 0.3;
const MOST_MARKS = 7;
const LEAST_MARK_PIXELS = 52;
const DECADE = [1, 2, 5];

export interface HistogramDrawing extends Histogram {
  unit: string;
  /** CSS pixels. */
  height: number;
  title: string;
  description: string;
}

/**
 * A histogram as one `<svg>`, `height` pixels high and as wide as its box: bars stretch, letters keep their size. The
 * counts hang out on the left and the last bound may on the right, so the box needs padding. In a narrow `@container`
 * every other bound is left out. Colours are the page's variables. Needs one bucket or more.
 */
export function histogramSvg(drawing: HistogramDrawing): string {
  const { height, title, description } = drawing;
  const pen = fluidPen(height);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: "100%",
      height,
      role: "img",
      overflow: "visible",
      "font-family": pen.sans,
      "font-size": 12,
    },
    element("title", {}, escapeText(title)),
    element("desc", {}, escapeText(description)),
    ...drawHistogram({ ...drawing, axes: true }, pen),
  );
}

/** What is drawn of a histogram. Without axes it is its bars alone. */
export interface HistogramPlot extends Histogram {
  unit: string;
  height: number;
  axes: boolean;
}

/** The plot of a histogram as markup, from the left edge of its plot. Needs one bucket or more. */
export function drawHistogram(plot: HistogramPlot, pen: Pen): string[] {
  const { height, buckets, axes } = plot;
  const [top, floor] = axes ? [ROOM.top, height - ROOM.bottom] : [1, height - 1];
  const counts = countAxis(buckets, floor - top);
  const y = scaleLinear([counts.from, counts.to], [floor, top]);
  const base = { x1: 0, x2: pen.across(1), y1: crisp(floor), y2: crisp(floor), stroke: pen.colour("muted") };
  return [
    ...(axes ? counts.ticks.map(({ v, label }) => countMark(y(v), label, pen)) : []),
    ...bars(plot, y, floor, pen),
    element("line", base),
    ...(axes ? boundMarks(plot, floor, pen) : []),
  ];
}

/** How wide the counts are that hang out on the left, CSS pixels. */
export function countRoom({ buckets, height }: Pick<HistogramPlot, "buckets" | "height">): number {
  const labels = countAxis(buckets, height - ROOM.top - ROOM.bottom).ticks.map(({ label }) => label);
  return Math.max(0, ...labels.map((label) => textWidth(label, { size: 12, mono: true }))) + 12;
}

function countAxis(buckets: HistogramBucket[], pixels: number): ValueAxis {
  return valueAxis(
    buckets.map(({ n }) => n),
    true,
    pixels,
  );
}

function countMark(pixel: number, label: string, pen: Pen): string {
  const y = crisp(pixel);
  const words = { x: -10, y: y + 4, "text-anchor": "end", fill: pen.colour("muted"), "font-family": pen.mono };
  return (
    element("line", { x1: 0, x2: pen.across(1), y1: y, y2: y, stroke: pen.colour("hairline") }) +
    element("text", words, escapeText(label))
  );
}

function bars({ buckets, scale, unit }: HistogramPlot, y: (n: number) => number, floor: number, pen: Pen): string[] {
  const share = shareOf(buckets, scale);
  return buckets.flatMap((bucket) => {
    if (bucket.n === 0) return [];
    const [start, end] = bucket.from === bucket.to ? [0.42, 0.58] : [share(bucket.from), share(bucket.to)];
    const bar = {
      x: pen.across(start + AIR / 200),
      width: pen.across(end - start - AIR / 100),
      y: short(Math.min(y(bucket.n), floor - 1)),
      height: short(Math.max(1, floor - y(bucket.n))),
      rx: 1,
      fill: pen.colour("series-1"),
    };
    return [element("rect", bar, element("title", {}, escapeText(bucketWords(bucket, unit))))];
  });
}

/** "20 to 25 ms: 1,234 numbers". */
export function bucketWords({ from, to, n }: HistogramBucket, unit: string): string {
  const range = from === to ? displayExact(from) : `${displayExact(from)} to ${displayExact(to)}`;
  return `${withUnit(range, unit)}: ${displayExact(n)} ${n === 1 ? "number" : "numbers"}`;
}

function boundMarks({ buckets, scale }: HistogramPlot, floor: number, pen: Pen): string[] {
  const share = shareOf(buckets, scale);
  const marks = marksOf(buckets, scale, pen.pixels);
  return marks.map((mark, index) => {
    const x = pen.across(marks.length === 1 && buckets[0]?.from === buckets[0]?.to ? 0.5 : share(mark));
    const words = { x, y: floor + 20, "text-anchor": "middle", fill: pen.colour("muted"), "font-family": pen.mono };
    return element(
      "g",
      { class: index % 2 === 1 && marks.length > 3 ? pen.minor : undefined },
      element("line", { x1: x, x2: x, y1: floor, y2: floor + 5, stroke: pen.colour("muted") }),
      element("text", words, escapeText(roundWords(mark))),
    );
  });
}

type Share = (value: number) => number;

/** Where a number lies between the first bound (0) and the last (1). */
function shareOf(buckets: HistogramBucket[], scale: Histogram["scale"]): Share {
  const [from, to] = endsOf(buckets);
  return scale === "log" && from < to ? scaleLog([from, to], [0, 1]) : scaleLinear([from, to], [0, 1]);
}

function marksOf(buckets: HistogramBucket[], scale: Histogram["scale"], pixels: number | null): number[] {
  const [from, to] = endsOf(buckets);
  if (from === to) return [from];
  const most = pixels === null ? MOST_MARKS : Math.max(2, Math.min(MOST_MARKS, Math.floor(pixels / LEAST_MARK_PIXELS)));
  const marks = scale === "log" ? logMarks(from, to, most) : linearMarks(from, to, most);
  return marks.length >= 2 ? marks : [from, to];
}

function linearMarks(from: number, to: number, most: number): number[] {
  const marks = scaleLinear([from, to], [0, 1]).ticks(most - 1);
  return marks.filter((_, index) => index % Math.ceil(marks.length / (most + 2)) === 0);
}

/** Powers of ten; between them 2 and 5 where there is room, and only some of them where there is none. */
function logMarks(from: number, to: number, most: number): number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const fine = last - first <= 2 && most === MOST_MARKS;
  const every = Math.ceil((last - first + 1) / most);
  const marks: number[] = [];
  for (let power = Math.ceil(first / every) * every; power <= last; power += every) {
    for (const digit of fine ? DECADE : [1]) marks.push(Number(`${digit}e${power}`));
  }
  return marks.filter((mark) => mark >= from && mark <= to);
}

function endsOf(buckets: HistogramBucket[]): [from: number, to: number] {
  return [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 1];
}
