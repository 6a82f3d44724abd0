import { scaleLinear } from "d3-scale";
import { displayExact, displayNumber } from "@/lib/domain/number";

interface ValueTick {
  v: number;
  label: string;
}

/** The vertical axis: a round range and its marks. `ticks` is empty when there was nothing to measure. */
export interface ValueAxis {
  from: number;
  to: number;
  ticks: ValueTick[];
}

const PIXELS_PER_TICK = 56;
/** A range that comes this near to zero, by its own height, is drawn down to zero. */
const NEAR_ZERO = 1.5;

/** A round axis around the values. `fromZero` is for what is counted: its height must be true. */
export function valueAxis(values: number[], fromZero: boolean, pixels: number): ValueAxis {
  if (values.length === 0) return { from: 0, to: 1, ticks: [] };
  const count = Math.max(2, Math.min(6, Math.round(pixels / PIXELS_PER_TICK)));
  const scale = scaleLinear().domain(rangeOf(values, fromZero)).nice(count);
  const [from = 0, to = 1] = scale.domain();
  const marks = scale.ticks(count);
  const whole = values.every(Number.isInteger) ? marks.filter(Number.isInteger) : marks;
  return { from, to, ticks: withLabels(whole.length >= 2 ? whole : marks) };
}

/** The range to draw values in; down to zero when that is near. Needs one value or more. */
export function rangeOf(values: number[], fromZero: boolean): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  if (low === high) {
    if (low === 0) return [0, 1];
    return low > 0 ? [0, low * 1.1] : [low * 1.1, 0];
  }
  const reach = (high - low) * NEAR_ZERO;
  const down = low > 0 && (fromZero || low < reach) ? 0 : low;
  const up = high < 0 && (fromZero || -high < reach) ? 0 : high;
  return [down, up];
}

const UNITS: readonly (readonly [size: number, letter: string])[] = [
  [1e15, "Q"],
  [1e12, "T"],
  [1e9, "G"],
  [1e6, "M"],
  [1e3, "K"],
];

function withLabels(marks: number[]): ValueTick[] {
  const labels =
    distinct(marks.map(displayInOneUnit(marks))) ?? distinct(marks.map(displayNumber)) ?? marks.map(displayExact);
  return marks.map((v, i) => ({ v, label: labels[i] as string }));
}

/** All marks in the unit of the greatest, so that the eye compares digits only: 0, 0.5M, 1M. */
function displayInOneUnit(marks: number[]): (mark: number) => string {
  const most = Math.max(...marks.map(Math.abs));
  const unit = most >= 10_000 && most < 1e18 ? UNITS.find(([size]) => most >= size) : undefined;
  if (unit === undefined) return (mark) => (most >= 1e18 ? exponent(mark) : displayNumber(mark));
  const [size, letter] = unit;
  return (mark) => (mark === 0 ? "0" : displayNumber(Math.round((mark / size) * 100) / 100) + letter);
}

function exponent(mark: number): string {
  const [digits = "", power = ""] = Math.abs(mark).toExponential(2).split("e+");
  return mark === 0 ? "0" : `${mark < 0 ? "\u2212" : ""}${Number(digits)}e${power}`;
}

function distinct(labels: string[]): string[] | null {
  const nothings = labels.filter((label) => /^\u2212?0\.000$/.test(label));
  return nothings.length === 0 && new Set(labels).size === labels.length ? labels : null;
}
