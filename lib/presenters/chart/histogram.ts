import { scaleLinear, scaleLog } from "d3-scale";
import type { Histogram, HistogramBucket } from "@/lib/domain/distribution-histogram";
import { displayExact, displayNumber, withUnit } from "@/lib/domain/number";
import { pageColour } from "./colours";
import { crisp } from "./marks";
import { element, escapeText, short } from "./markup";
import { valueAxis } from "./value-axis";

const TOP = 12;
const BOTTOM = 30;
const SANS = "var(--font-geist-sans, system-ui, sans-serif)";
const MONO = "var(--font-geist-mono, ui-monospace, monospace)";
/** Of a hundred parts of the width: the air between two bars. */
const AIR = 0.3;
const MOST_MARKS = 7;
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
  const { height, title, description, buckets } = drawing;
  const floor = height - BOTTOM;
  const counts = valueAxis(
    buckets.map(({ n }) => n),
    true,
    floor - TOP,
  );
  const y = scaleLinear([counts.from, counts.to], [floor, TOP]);
  return element(
    "svg",
    { xmlns: "http://www.w3.org/2000/svg", width: "100%", height, role: "img", overflow: "visible", ...LETTERS },
    element("title", {}, escapeText(title)),
    element("desc", {}, escapeText(description)),
    ...counts.ticks.map(({ v, label }) => countMark(y(v), label)),
    ...bars(drawing, y, floor),
    element("line", { x1: 0, x2: "100%", y1: crisp(floor), y2: crisp(floor), stroke: pageColour("muted") }),
    ...boundMarks(drawing, floor),
  );
}

const LETTERS = { "font-family": SANS, "font-size": 12 };

function countMark(pixel: number, label: string): string {
  const y = crisp(pixel);
  const words = { x: -10, y: y + 4, "text-anchor": "end", fill: pageColour("muted"), "font-family": MONO };
  return (
    element("line", { x1: 0, x2: "100%", y1: y, y2: y, stroke: pageColour("hairline") }) +
    element("text", words, escapeText(label))
  );
}

function bars({ buckets, scale, unit }: HistogramDrawing, y: (n: number) => number, floor: number): string[] {
  const share = shareOf(buckets, scale);
  return buckets.flatMap((bucket) => {
    if (bucket.n === 0) return [];
    const [start, end] = bucket.from === bucket.to ? [0.42, 0.58] : [share(bucket.from), share(bucket.to)];
    const bar = {
      x: percent(start * 100 + AIR / 2),
      width: percent((end - start) * 100 - AIR),
      y: short(Math.min(y(bucket.n), floor - 1)),
      height: short(Math.max(1, floor - y(bucket.n))),
      rx: 1,
      fill: pageColour("series-1"),
    };
    return [element("rect", bar, element("title", {}, escapeText(bucketWords(bucket, unit))))];
  });
}

/** "20 to 25 ms: 1,234 numbers". */
export function bucketWords({ from, to, n }: HistogramBucket, unit: string): string {
  const range = from === to ? displayExact(from) : `${displayExact(from)} to ${displayExact(to)}`;
  return `${withUnit(range, unit)}: ${displayExact(n)} ${n === 1 ? "number" : "numbers"}`;
}

function boundMarks({ buckets, scale }: HistogramDrawing, floor: number): string[] {
  const share = shareOf(buckets, scale);
  const marks = marksOf(buckets, scale);
  return marks.map((mark, index) => {
    const x = marks.length === 1 && buckets[0]?.from === buckets[0]?.to ? "50%" : percent(share(mark) * 100);
    const words = { x, y: floor + 20, "text-anchor": "middle", fill: pageColour("muted"), "font-family": MONO };
    return element(
      "g",
      { class: index % 2 === 1 && marks.length > 3 ? "@max-lg:hidden" : undefined },
      element("line", { x1: x, x2: x, y1: floor, y2: floor + 5, stroke: pageColour("muted") }),
      element("text", words, escapeText(markWords(mark))),
    );
  });
}

type Share = (value: number) => number;

/** Where a number lies between the first bound (0) and the last (1). */
function shareOf(buckets: HistogramBucket[], scale: Histogram["scale"]): Share {
  const [from, to] = endsOf(buckets);
  return scale === "log" && from < to ? scaleLog([from, to], [0, 1]) : scaleLinear([from, to], [0, 1]);
}

function marksOf(buckets: HistogramBucket[], scale: Histogram["scale"]): number[] {
  const [from, to] = endsOf(buckets);
  if (from === to) return [from];
  const marks = scale === "log" ? logMarks(from, to) : linearMarks(from, to);
  return marks.length >= 2 ? marks : [from, to];
}

function linearMarks(from: number, to: number): number[] {
  return scaleLinear([from, to], [0, 1]).ticks(MOST_MARKS - 1);
}

/** Powers of ten; between them 2 and 5 where there is room, and only some of them where there is none. */
function logMarks(from: number, to: number): number[] {
  const [first, last] = [Math.floor(Math.log10(from)), Math.ceil(Math.log10(to))];
  const fine = last - first <= 2;
  const every = Math.ceil((last - first + 1) / MOST_MARKS);
  const marks: number[] = [];
  for (let power = Math.ceil(first / every) * every; power <= last; power += every) {
    for (const digit of fine ? DECADE : [1]) marks.push(Number(`${digit}e${power}`));
  }
  return marks.filter((mark) => mark >= from && mark <= to);
}

function endsOf(buckets: HistogramBucket[]): [from: number, to: number] {
  return [buckets[0]?.from ?? 0, buckets.at(-1)?.to ?? 1];
}

/** Round numbers need no two decimals: 10K, 1e20. */
function markWords(mark: number): string {
  const size = Math.abs(mark);
  if (size > 0 && size < 0.001) return displayExact(mark);
  return displayNumber(mark).replace(/\.00(?=[A-Ze])/, "");
}

function percent(part: number): string {
  return `${short(part)}%`;
}
