import { roundWords, type ValueAxis } from "./value-axis";

const DIGITS = [1, 2, 5];
/** As powers of ten: how far from the numbers a threshold may lie to be taken in. */
const NEAR = 2;
const MOST_MARKS = 8;
const PIXELS_PER_MARK = 22;
const [SMALLEST, GREATEST] = [-320, 308];

/**
 * A log axis around the positive values, on round numbers, with marks at powers of ten; between few of those at 2 and
 * 5 too. Null when nothing is positive: then there is none. Zero and what is below never widen it.
 */
export function logAxis(values: number[], pixels: number, thresholds: number[] = []): ValueAxis | null {
  const positive = values.filter((value) => value > 0);
  const held = positive.length === 0 ? thresholds.filter((value) => value > 0) : positive;
  if (held.length === 0) return null;
  const low = held.reduce((least, value) => Math.min(least, value));
  const high = held.reduce((most, value) => Math.max(most, value));
  const [least, most] = [low / 10 ** NEAR, high * 10 ** NEAR];
  const near = thresholds.filter((value) => value > 0 && value >= least && value <= most);
  const from = rungBelow(near.reduce((bound, value) => Math.min(bound, value), low));
  const upper = rungAbove(near.reduce((bound, value) => Math.max(bound, value), high));
  const to = from === upper ? rungAbove(upper * 1.5) : upper;
  const marks = marksOf(from, to, Math.max(3, Math.min(MOST_MARKS, Math.floor(pixels / PIXELS_PER_MARK))));
  return {
    scale: "log",
    from,
    to,
    ticks: marks.map((v) => ({ v, label: roundWords(v) })),
    faint: faintLines(from, to, pixels).filter((line) => !marks.includes(line)),
  };
}

function marksOf(from: number, to: number, count: number): number[] {
  const decades = rungs(from, to, [1]);
  if (decades.length > count) {
    const every = Math.ceil(decades.length / count);
    return decades.filter((_, index) => index % every === 0);
  }
  const fine = rungs(from, to, DIGITS);
  return decades.length >= 3 || fine.length > count + 1 ? withEnds(decades, from, to) : fine;
}

/** One power of ten alone measures nothing: the ends of the axis do it then. */
function withEnds(decades: number[], from: number, to: number): number[] {
  return decades.length >= 2 ? decades : [...new Set([from, ...decades, to])];
}

const LEAST_DECADE_PIXELS = 40;

function faintLines(from: number, to: number, pixels: number): number[] {
  const decade = pixels / Math.log10(to / from);
  return decade >= LEAST_DECADE_PIXELS ? rungs(from, to, [1, 2, 3, 4, 5, 6, 7, 8, 9]) : [];
}

// Rungs are read from their decimal digits: 3 × 0.1 is 0.30000000000000004.
function rungs(from: number, to: number, digits: number[]): number[] {
  const found: number[] = [];
  for (let power = powerOf(from); power <= powerOf(to); power++) {
    for (const digit of digits) found.push(Number(`${digit}e${power}`));
  }
  return found.filter((rung) => rung >= from && rung <= to);
}

function rungBelow(value: number): number {
  const power = powerOf(value);
  const below = [power - 1, power].flatMap((each) => DIGITS.map((digit) => Number(`${digit}e${each}`)));
  return below.findLast((rung) => rung <= value && rung > 0) ?? value;
}

function rungAbove(value: number): number {
  const power = powerOf(value);
  const above = [power, power + 1].flatMap((each) => DIGITS.map((digit) => Number(`${digit}e${each}`)));
  return above.find((rung) => rung >= value && Number.isFinite(rung)) ?? value;
}

function powerOf(value: number): number {
  return Math.max(SMALLEST, Math.min(GREATEST, Math.floor(Math.log10(value))));
}
