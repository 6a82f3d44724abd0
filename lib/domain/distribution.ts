/**
 * How often numbers of a size came, in bins that grow with the numbers: any number of a bin is within 1 % of the
 * bin's value. The logarithmic mapping of DDSketch (Masson, Rim, Lee: "DDSketch: A Fast and Fully-Mergeable Quantile
 * Sketch with Relative-Error Guarantees", VLDB 2019); counts of the same bin are simply added.
 */

/** How far a number may be from the value of its bin, as a part of the number. */
const ACCURACY = 0.01;
/** What is smaller than this counts as zero. */
const SMALLEST = 1e-9;

const GAMMA = (1 + ACCURACY) / (1 - ACCURACY);
/** How wide a bin is, as a part of its upper bound. */
export const RELATIVE_WIDTH = 1 - 1 / GAMMA;
const LOG_GAMMA = Math.log(GAMMA);
const PER_LOG = 1 / LOG_GAMMA;
/** Makes 1 of the bin of the smallest number, so that the sign of a bin is that of its numbers. */
const OFFSET = 1 - Math.ceil(Math.log(SMALLEST) * PER_LOG);

/** How many numbers fell into one bin. */
export interface BinCount {
  bin: number;
  n: number;
}

/** The smallest and the greatest of some numbers. */
export interface Extremes {
  min: number;
  max: number;
}

/**
 * The extremes of what is in the bins: those told, exactly, where they lie in the first and the last bin. Where they
 * do not they are of other numbers, which came meanwhile or were never counted in bins, and the bin's value stands in.
 * The bins ascend. Null without data.
 */
export function extremesOf(bins: readonly BinCount[], told: Extremes | null): Extremes | null {
  const [first, last] = [bins[0], bins.at(-1)];
  if (first === undefined || last === undefined) return null;
  const min = told !== null && binOf(told.min) === first.bin ? told.min : binValue(first.bin);
  const max = told !== null && binOf(told.max) === last.bin ? told.max : binValue(last.bin);
  return { min, max };
}

/**
 * The bin of a finite number: bins ascend with the numbers, are negative for negative ones and 0 for zero, and fit
 * 16 bits for all sizes up to 1e100.
 */
export function binOf(value: number): number {
  if (value >= SMALLEST) return Math.ceil(Math.log(value) * PER_LOG) + OFFSET;
  if (value <= -SMALLEST) return -Math.ceil(Math.log(-value) * PER_LOG) - OFFSET;
  return 0;
}

/** What stands for all numbers of a bin. */
export function binValue(bin: number): number {
  if (bin === 0) return 0;
  const size = (2 * Math.exp((Math.abs(bin) - OFFSET) * LOG_GAMMA)) / (GAMMA + 1);
  return bin < 0 ? -size : size;
}

/** The numbers of a bin lie between these two. */
export function binBounds(bin: number): [low: number, high: number] {
  if (bin === 0) return [-SMALLEST, SMALLEST];
  const power = Math.abs(bin) - OFFSET;
  const inner = Math.max(SMALLEST, Math.exp((power - 1) * LOG_GAMMA));
  const outer = Math.exp(power * LOG_GAMMA);
  return bin < 0 ? [-outer, -inner] : [inner, outer];
}

export function countOf(bins: readonly BinCount[]): number {
  return bins.reduce((total, { n }) => total + n, 0);
}

/**
 * The number below which the part `q` (0 to 1) of all numbers lies, by the nearest rank, the lower of two: the number
 * at index ⌊q (n − 1)⌋ of the sorted numbers. Within 1 % of it, and exact at both ends when the extremes are given.
 * The bins ascend. Null without data.
 */
export function quantile(bins: readonly BinCount[], q: number, extremes: Extremes | null = null): number | null {
  const last = countOf(bins) - 1;
  if (last < 0) return null;
  const rank = rankOf(q, last);
  if (extremes !== null && rank === 0) return extremes.min;
  if (extremes !== null && rank === last) return extremes.max;
  const value = binValue(binAtRank(bins, rank));
  return extremes === null ? value : Math.min(Math.max(value, extremes.min), extremes.max);
}

/** 0.29 × 100 is 28.999… in floating point, and means 29. */
function rankOf(q: number, last: number): number {
  const rank = Math.min(Math.max(q, 0), 1) * last;
  const near = Math.round(rank);
  return Math.abs(rank - near) <= near * 1e-12 ? near : Math.floor(rank);
}

function binAtRank(bins: readonly BinCount[], rank: number): number {
  let below = 0;
  for (const { bin, n } of bins) {
    below += n;
    if (below > rank) return bin;
  }
  return bins.at(-1)?.bin ?? 0;
}
