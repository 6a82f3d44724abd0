import { scaleLinear } from "d3-scale";
import type { ChartScale } from "@/lib/domain/chart-spec";
import { displayExact, displayNumber } from "@/lib/domain/number";

export interface ValueTick {
  v: number;
  label: string;
}

/** The vertical axis: a round range and its marks. `ticks` is empty when there was nothing to measure. */
export interface ValueAxis {
  /** On a log scale zero and what is below have no place. */
  scale: ChartScale;
  from: number;
  to: number;
  ticks: ValueTick[];
  /** Where a log scale has further lines, without labels. */
  faint: number[];
}

const PIXELS_PER_TICK = 56;
/** A low axis has its marks nearer to each other, for it would have next to none. */
const LOW_PIXELS = 160;
const PIXELS_PER_LOW_TICK = 36;
const LEAST_TICK_PIXELS = 15;
/** A range that comes this near to zero, by its own height, is drawn down to zero. */
const NEAR_ZERO = 1.5;
/** What differs by less, in parts of its size, is drawn as one number: marks between could not be told apart. */
const ALIKE = 1e-12;
/** Thresholds are taken in as long as the numbers keep this part of the axis. */
const LEAST_PART = 0.25;

/**
 * A round axis around the values, and around the thresholds that do not lie too far from them. `fromZero` is for what
 * is counted: its height must be true.
 */
export function valueAxis(values: number[], fromZero: boolean, pixels: number, thresholds: number[] = []): ValueAxis {
  const held = values.length === 0 ? thresholds : values;
  if (held.length === 0) return { scale: "linear", from: 0, to: 1, ticks: [], faint: [] };
  const count = tickCount(pixels);
  const scale = scaleLinear()
    .domain(withNear(rangeOf(held, fromZero), thresholds))
    .nice(count);
  const [from = 0, to = 1] = scale.domain();
  const marks = apart(scale.ticks(count), pixels);
  const whole = held.every(Number.isInteger) ? marks.filter(Number.isInteger) : marks;
  return { scale: "linear", from, to, ticks: withLabels(whole.length >= 2 ? whole : marks), faint: [] };
}

/** An axis without marks: it ends where the numbers do, not at round ones. */
export function bareAxis(values: number[], fromZero: boolean, thresholds: number[] = []): ValueAxis {
  const held = values.length === 0 ? thresholds : values;
  const [from, to] = held.length === 0 ? [0, 1] : withNear(rangeOf(held, fromZero), thresholds);
  return { scale: "linear", from, to, ticks: [], faint: [] };
}

/** Marks whose labels would touch are thinned out, from the bottom up. */
function apart(marks: number[], pixels: number): number[] {
  const every = Math.ceil(((marks.length - 1) * LEAST_TICK_PIXELS) / Math.max(1, pixels));
  return every <= 1 ? marks : marks.filter((_, index) => index % every === 0);
}

/** How many marks are read with ease on an axis of that height. */
function tickCount(pixels: number): number {
  return Math.max(2, Math.min(6, Math.round(pixels / (pixels < LOW_PIXELS ? PIXELS_PER_LOW_TICK : PIXELS_PER_TICK))));
}

function withNear([low, high]: [number, number], thresholds: number[]): [number, number] {
  const widest = (high - low) / LEAST_PART;
  return thresholds.reduce<[number, number]>(
    ([from, to], value) => {
      const wider: [number, number] = [Math.min(from, value), Math.max(to, value)];
      return wider[1] - wider[0] <= widest ? wider : [from, to];
    },
    [low, high],
  );
}

/** The range to draw values in; down to zero when that is near. Needs one value or more. */
export function rangeOf(values: number[], fromZero: boolean): [number, number] {
  const low = values.reduce((least, value) => Math.min(least, value));
  const high = values.reduce((most, value) => Math.max(most, value));
  if (high - low <= Math.max(-low, high) * ALIKE) {
    if (low === 0) return [0, 1];
    return low > 0 ? [0, high * 1.1] : [low * 1.1, 0];
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

/** A round number as a mark without a unit in common: `10K`, not `10.00K`; `0.0001`. */
export function roundWords(mark: number): string {
  const size = Math.abs(mark);
  if (size > 0 && size < 0.001) return displayExact(mark);
  return displayNumber(mark).replace(/\.00(?=[A-Ze])/, "");
}

function distinct(labels: string[]): string[] | null {
  const nothings = labels.filter((label) => /^\u2212?0\.000$/.test(label));
  return nothings.length === 0 && new Set(labels).size === labels.length ? labels : null;
}
