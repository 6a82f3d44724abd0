import { type BinCount, countOf, type Extremes, quantile } from "@/lib/domain/distribution";
import { histogram } from "@/lib/domain/distribution-histogram";
import { displayExact, displayNumber, withUnit } from "@/lib/domain/number";
import type { ListedStat } from "@/lib/domain/stat";
import { bucketWords, histogramSvg } from "@/lib/presenters/chart/histogram";
import { type Quantity, quantity } from "./quantity";

/** How the numbers of a value are spread: under its chart, for the same range. */
export interface DistributionView {
  /** What was counted, and how good it is. */
  about: string;
  /** Null without data. */
  drawn: {
    svg: string;
    percentiles: { name: string; meaning: string; quantity: Quantity }[];
    /** The histogram in words, for those who would rather read it. */
    rows: string[];
  } | null;
}

interface Counted {
  stat: ListedStat;
  /** Unix seconds, whole hours. */
  from: number;
  to: number;
  bins: BinCount[];
  extremes: Extremes | null;
}

const HEIGHT = 200;
const PERCENTS = [50, 90, 95, 99];

export function distributionView(counted: Counted, zone: string): DistributionView {
  const { stat, bins, extremes } = counted;
  const hours = hourWords(counted, zone);
  if (extremes === null) return { about: `No numbers from ${hours}.`, drawn: null };
  const n = countOf(bins);
  const found = histogram(bins, extremes);
  const percentiles = PERCENTS.map((percent) => ({
    name: `p${percent}`,
    meaning: `${percent} % of the numbers are below`,
    quantity: rounded(quantile(bins, percent / 100, extremes) ?? extremes.max, extremes, stat.unit),
  }));
  const largest = { name: "Largest", meaning: "the largest number", quantity: quantity(extremes.max, stat.unit) };
  const numbers = n === 1 ? "The only number" : `${displayExact(n)} numbers`;
  return {
    about: `${numbers} from ${hours}, whole hours. Percentiles and bars are right within 1 %.`,
    drawn: {
      svg: histogramSvg({
        ...found,
        unit: stat.unit,
        height: HEIGHT,
        title: `How the numbers of ${stat.name} are spread`,
        description: description(found.buckets, percentiles[0]?.quantity, extremes, stat.unit),
      }),
      percentiles: [...percentiles, largest],
      rows: found.buckets.filter((bucket) => bucket.n > 0).map((bucket) => bucketWords(bucket, stat.unit)),
    },
  };
}

/** Four digits are plenty of what is known within 1 %. The extremes are exact. */
function rounded(value: number, { min, max }: Extremes, unit: string): Quantity {
  return quantity(value === min || value === max ? value : Number(value.toPrecision(4)), unit);
}

function description(
  buckets: { from: number; to: number; n: number }[],
  median: Quantity | undefined,
  { min, max }: Extremes,
  unit: string,
): string {
  const fullest = buckets.reduce((most, bucket) => (bucket.n > most.n ? bucket : most));
  const ends = `from ${displayNumber(min)} to ${withUnit(displayNumber(max), unit)}`;
  return `Numbers ${ends}, half of them below ${median?.exact}. The fullest bar is ${bucketWords(fullest, unit)}.`;
}

function hourWords({ from, to }: Pick<Counted, "from" | "to">, zone: string): string {
  const format = new Intl.DateTimeFormat("en-GB", {
    day: "numeric",
    month: "short",
    year: "numeric",
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    timeZone: zone,
  });
  return format.formatRange(from * 1_000, to * 1_000).replace(/\s*–\s*/, " to ");
}
