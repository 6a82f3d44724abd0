/** An hour of a stat: its start in unix seconds and what it reported; null without data. */
export interface HourlyPoint {
  t: number;
  v: number | null;
}

/** What is usual for one hour of the week. */
export interface Usual {
  middle: number;
  /** A deviation that is nothing special, never 0. */
  spread: number;
}

/** What is usual for a stat, by hour of the week. */
interface SeasonModel {
  /** Null for an hour of the week that was not seen in two weeks. */
  usual(hourOfWeek: number): Usual | null;
}

export const HOURS_OF_WEEK = 168;
const FEWEST_SEASONS = 2;
/** The median absolute deviation of a normal distribution times this is its standard deviation. */
const MAD_TO_SIGMA = 1.4826;
/** Numbers that never move are given this much of their size to move in. */
const LEAST_OF_SIZE = 0.01;

/**
 * The seasonal median, with the median absolute deviation around it (Rousseeuw and Croux 1993, times 1.4826), over the
 * hours of the week. The spread of an hour is taken from it and the hours beside it, less each one's own median, so that
 * few weeks still give some. A stat that is mostly 0 deviates by what it is when it is not: else the next number of a
 * silent counter would be as unusual as can be. Medians leave single outliers without influence. Finite numbers in,
 * finite numbers out.
 */
export function seasonModel(points: HourlyPoint[], hourOfWeek: (t: number) => number): SeasonModel {
  const hours = Array.from({ length: HOURS_OF_WEEK }, () => [] as number[]);
  for (const { t, v } of points) if (v !== null && Number.isFinite(v)) hours[hourOfWeek(t)]?.push(v);
  const middles = hours.map((values) => (values.length >= FEWEST_SEASONS ? median(values) : null));
  const deviations = hours.map((values, hour) => {
    const middle = middles[hour] ?? null;
    return middle === null ? [] : values.map((value) => Math.abs(value - middle));
  });
  const sizes = hours.flat().map(Math.abs);
  const size = median(sizes);
  const leastOfSilence = size === 0 ? median(sizes.filter((each) => each > 0)) : size * LEAST_OF_SIZE;
  const usuals = middles.map((middle, hour) => {
    if (middle === null) return null;
    const around = [hour + HOURS_OF_WEEK - 1, hour, hour + 1].flatMap((each) => deviations[each % HOURS_OF_WEEK] ?? []);
    const deviation = median(around) || median(deviations[hour] ?? []);
    const least = middle === 0 ? leastOfSilence : Math.max(Math.abs(middle), size) * LEAST_OF_SIZE;
    return { middle, spread: Math.max(finite(deviation * MAD_TO_SIGMA), least, Number.MIN_VALUE) };
  });
  return { usual: (hour) => usuals[hour] ?? null };
}

/** How many spreads a value is from what is usual; null where nothing is usual yet. */
export function unusualness(model: SeasonModel, hourOfWeek: number, value: number): number | null {
  const usual = model.usual(hourOfWeek);
  if (usual === null) return null;
  return Math.min(Math.abs(value - usual.middle) / usual.spread, Number.MAX_VALUE);
}

/** The range outside of which a value is unusual by this sensitivity, in spreads; null where nothing is usual yet. */
export function usualBand(
  model: SeasonModel,
  hourOfWeek: number,
  sensitivity: number,
): { low: number; high: number } | null {
  const usual = model.usual(hourOfWeek);
  if (usual === null) return null;
  const reach = Math.min(usual.spread * sensitivity, Number.MAX_VALUE / 2);
  return { low: finite(usual.middle - reach), high: finite(usual.middle + reach) };
}

const LEAST_SENSITIVITY = 3;

/**
 * The sensitivity at which a stat would have rung at most `most` times in its history, given how unusual each hour of it
 * was; several hours in a row ring once. At least three spreads.
 */
export function sensitivityFor(unusual: (number | null)[], most: number): { sensitivity: number; rings: number } {
  const steps = [...new Set(unusual.filter((each) => each !== null))].sort((a, b) => a - b);
  const candidates = [LEAST_SENSITIVITY, ...steps.filter((each) => each > LEAST_SENSITIVITY)];
  // The higher it is the fewer hours are above it, but a row of hours may fall into two: so the first from the top that
  // rings too often ends the search.
  let best = candidates.at(-1) ?? LEAST_SENSITIVITY;
  for (const candidate of candidates.toReversed()) {
    if (ringsAt(unusual, candidate) > most) break;
    best = candidate;
  }
  return { sensitivity: best, rings: ringsAt(unusual, best) };
}

function ringsAt(unusual: (number | null)[], sensitivity: number): number {
  const over = unusual.map((each) => each !== null && each > sensitivity);
  return over.filter((is, i) => is && over[i - 1] !== true).length;
}

/** A deviation from their median that is nothing special for these values, never 0; see `seasonModel`. */
export function usualSpread(values: number[]): number {
  const middle = median(values);
  const least = Math.max(Math.abs(middle), median(values.map(Math.abs))) * LEAST_OF_SIZE;
  const spread = finite(median(values.map((value) => Math.abs(value - middle))) * MAD_TO_SIGMA);
  return Math.max(spread, least, Number.MIN_VALUE);
}

/** Of none it is 0. */
export function median(values: number[]): number {
  if (values.length === 0) return 0;
  const sorted = values.toSorted((a, b) => a - b);
  const half = sorted.length >> 1;
  const high = sorted[half] as number;
  if (sorted.length % 2 === 1) return high;
  const low = sorted[half - 1] as number;
  return low / 2 + high / 2;
}

function finite(value: number): number {
  return Math.max(-Number.MAX_VALUE, Math.min(Number.MAX_VALUE, value));
}
