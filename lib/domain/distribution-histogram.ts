import { type BinCount, binBounds, countOf, type Extremes, quantile, RELATIVE_WIDTH } from "./distribution";

export type Scale = "linear" | "log";

/** How many numbers lay in [from, to). */
export interface HistogramBucket {
  from: number;
  to: number;
  n: number;
}

export interface Histogram {
  scale: Scale;
  /** Ascending and without gaps. */
  buckets: HistogramBucket[];
}

export const USUAL_BUCKETS = 30;
export const MOST_BUCKETS = 100;

/** From here on the buckets of a linear scale would tell little: most numbers would be in the first few. */
const FAR_APART = 50;
const LONG_TAIL = 10;
/** This many times what its neighbours hold: a bin of one and the same number. */
const SPIKE = 4;
/** What is nearer to zero counts as zero: there is nothing to be told between. */
const NARROWEST = 2e-9;
/** Rungs of a decade by about equal factors: the preferred numbers of ISO 3, of 20, 10 and 5 to the decade. */
const PREFERRED: readonly (readonly number[])[] = [
  [1, 1.12, 1.25, 1.4, 1.6, 1.8, 2, 2.24, 2.5, 2.8, 3.15, 3.55, 4, 4.5, 5, 5.6, 6.3, 7.1, 8, 9],
  [1, 1.25, 1.6, 2, 2.5, 3.15, 4, 5, 6.3, 8],
  [1, 1.6, 2.5, 4, 6.3],
  [1],
];

/**
 * The bins as at most `most` buckets with round bounds. `auto` is a log scale for positive numbers that are far
 * apart; a log scale asked for where some are not positive is linear all the same. Counts are whole and their sum is
 * that of the bins; near a bound they are as good as the bins are, 1 %. A linear bucket is never narrower than the
 * widest bin, or the bins themselves would be seen as a comb. Numbers that are all equal give one bucket, from that
 * number to itself.
 */
export function histogram(
  bins: readonly BinCount[],
  extremes: Extremes | null,
  { scale = "auto", most = USUAL_BUCKETS }: { scale?: Scale | "auto" | undefined; most?: number | undefined } = {},
): Histogram {
  const n = countOf(bins);
  if (extremes === null || n === 0) return { scale: "linear", buckets: [] };
  const { min, max } = extremes;
  const fitting = scaleOf(bins, extremes, scale);
  if (min === max) return { scale: fitting, buckets: [{ from: min, to: max, n }] };
  const bounds = fitting === "log" ? logBounds(min, max, most) : linearBounds(min, max, most);
  return { scale: fitting, buckets: countBetween(bounds, bins, extremes) };
}

function scaleOf(bins: readonly BinCount[], { min, max }: Extremes, asked: Scale | "auto"): Scale {
  const isPositive = min > 0 && (bins[0]?.bin ?? 0) > 0;
  if (!isPositive || asked === "linear") return "linear";
  if (asked === "log") return "log";
  const [low = min, high = max] = [quantile(bins, 0.01) ?? min, quantile(bins, 0.99) ?? max];
  return high / low > FAR_APART || max / high > LONG_TAIL ? "log" : "linear";
}

function linearBounds(min: number, max: number, most: number): number[] {
  const narrowest = Math.max(RELATIVE_WIDTH * Math.max(-min, max), NARROWEST);
  for (let power = Math.floor(Math.log10(narrowest)); ; power++) {
    for (const digit of [1, 2, 5]) {
      const ladder = evenLadder(digit, power);
      if (ladder.rung(1) < narrowest) continue;
      const bounds = boundsOn(ladder, min, max, most);
      if (bounds !== null) return bounds;
    }
  }
}

function logBounds(min: number, max: number, most: number): number[] {
  for (const rungs of PREFERRED) {
    const bounds = boundsOn(preferredLadder(rungs), min, max, most);
    if (bounds !== null) return bounds;
  }
  for (let decades = 2; ; decades++) {
    const bounds = boundsOn(decadeLadder(decades), min, max, most);
    if (bounds !== null) return bounds;
  }
}

/** Round numbers in ascending order, each with its place in the row. */
interface Ladder {
  rung(place: number): number;
  /** The place of the greatest rung up to a number, or one beside it. */
  placeNear(value: number): number;
}

// Rungs are read from their decimal digits: 3 × 0.1 is 0.30000000000000004.
function evenLadder(digit: number, power: number): Ladder {
  return {
    rung: (place) => Number(`${place * digit}e${power}`),
    placeNear: (value) => Math.floor(value / Number(`${digit}e${power}`)),
  };
}

function preferredLadder(rungs: readonly number[]): Ladder {
  return {
    rung(place) {
      const decade = Math.floor(place / rungs.length);
      return Number(`${rungs[place - decade * rungs.length]}e${decade}`);
    },
    placeNear: (value) => Math.floor(Math.log10(value) * rungs.length),
  };
}

function decadeLadder(decades: number): Ladder {
  return {
    rung: (place) => Number(`1e${place * decades}`),
    placeNear: (value) => Math.floor(Math.log10(value) / decades),
  };
}

/** The rungs from the one at or below `min` to the one above `max`; null when they make too many buckets. */
function boundsOn(ladder: Ladder, min: number, max: number, most: number): number[] | null {
  const [first, last] = [placeOf(ladder, min), placeOf(ladder, max)];
  if (last - first + 1 > most) return null;
  return Array.from({ length: last - first + 2 }, (_, index) => ladder.rung(first + index));
}

function placeOf(ladder: Ladder, value: number): number {
  let place = ladder.placeNear(value);
  while (ladder.rung(place) > value) place--;
  while (ladder.rung(place + 1) <= value) place++;
  return place;
}

/** Rounded as they pile up, so that the counts are whole and none is lost or made. */
function countBetween(bounds: number[], bins: readonly BinCount[], extremes: Extremes): HistogramBucket[] {
  const below = belowEach(bounds, bins, extremes);
  return bounds.slice(0, -1).map((from, index) => {
    const n = (below[index + 1] as number) - (below[index] as number);
    return { from, to: bounds[index + 1] as number, n };
  });
}

/** How many numbers lie below each of the ascending bounds, in whole numbers: from none to all. */
function belowEach(bounds: number[], bins: readonly BinCount[], extremes: Extremes): number[] {
  let [at, before] = [0, 0];
  return bounds.map((bound) => {
    if (bound > extremes.max) return countOf(bins);
    for (let bin = bins[at]; bin !== undefined && edges(bin, extremes)[1] < bound; bin = bins[++at]) before += bin.n;
    return Math.round(before + partBelow(bound, bins, at, extremes));
  });
}

/** How much of the bin at `at` lies below a bound: its numbers are taken for evenly spread, or for all the same. */
function partBelow(bound: number, bins: readonly BinCount[], at: number, extremes: Extremes): number {
  const bin = bins[at];
  if (bin === undefined) return 0;
  const [low, high] = edges(bin, extremes);
  if (bound <= low || isSpike(bins, at)) return 0;
  const part = (bin.n * (bound - low)) / (high - low);
  return bound === extremes.max ? Math.min(part, bin.n - 1) : part;
}

/** Numbers that are all the same are as likely round as the bound in the middle of them, and then not below it. */
function isSpike(bins: readonly BinCount[], at: number): boolean {
  const { bin, n } = bins[at] as BinCount;
  const beside = [bins[at - 1], bins[at + 1]].filter((each) => Math.abs((each?.bin ?? Number.NaN) - bin) === 1);
  return bin === 0 || beside.every((each) => (each?.n ?? 0) * SPIKE <= n);
}

function edges({ bin }: BinCount, { min, max }: Extremes): [low: number, high: number] {
  const [low, high] = binBounds(bin);
  return [min < high ? Math.max(low, min) : low, max > low ? Math.min(high, max) : high];
}
