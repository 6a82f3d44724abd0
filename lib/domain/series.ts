import type { KeylessStat, StatKind } from "./stat";
import type { Step } from "./step";

/** The most buckets one answer holds for one stat. */
export const MAX_BUCKETS = 2_000;
/** The most stats one chart or one answer shows. */
export const MAX_SERIES = 8;

/** One interval of a stat. `t` is its start in unix seconds; without data `n` is 0 and all else null. */
export interface Bucket {
  t: number;
  n: number;
  /** What the stat reports for the interval: the sum of a counter, the mean of a value. */
  v: number | null;
  sum: number | null;
  min: number | null;
  max: number | null;
}

export interface Series {
  stat: KeylessStat;
  /** Unix seconds, as asked for; the buckets cover at least this range. */
  from: number;
  to: number;
  step: Step;
  /** IANA zone whose clocks the buckets follow. */
  zone: string;
  points: Bucket[];
  /** The same range some time earlier. Each `t` is that of the present bucket it is drawn under. */
  compare: Bucket[] | null;
}

/** The sum of a counter, the mean of a value; null without data, which is not zero. */
export function reportedValue(kind: StatKind, n: number, sum: number | null): number | null {
  if (n === 0 || sum === null) return null;
  return kind === "counter" ? sum : sum / n;
}

export function emptyBucket(t: number): Bucket {
  return { t, n: 0, v: null, sum: null, min: null, max: null };
}

const A_FEW = 3;

/** Whether most of what there is stands alone between gaps, as daily numbers do by the hour: then no line can be seen. */
export function isScattered(points: Bucket[]): boolean {
  const known = points.map(({ v }) => v !== null);
  const total = known.filter(Boolean).length;
  const alone = known.filter((is, i) => is && known[i - 1] !== true && known[i + 1] !== true).length;
  return total >= A_FEW && alone * 2 > total;
}
