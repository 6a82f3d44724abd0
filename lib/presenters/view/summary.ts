import type { ChartSpec } from "@/lib/domain/chart-spec";
import type { Bucket } from "@/lib/domain/series";
import { reportedValue } from "@/lib/domain/series";
import type { ListedStat, StatKind } from "@/lib/domain/stat";
import { type ChangeView, changeView } from "./change";
import { type MomentView, momentView } from "./moment";
import { maybeQuantity, type Quantity, quantity } from "./quantity";
import { earlierWords, withinWords } from "./range";

/** What stands above a stat's chart. */
export interface Summary {
  /** What the big number is: "in the last week", "the last number". */
  label: string;
  headline: Quantity | null;
  change: ChangeView | null;
  seen: MomentView | null;
  facts: { name: string; quantity: Quantity | null }[];
}

interface Shown {
  stat: ListedStat;
  points: Bucket[];
  compare: Bucket[] | null;
}

/** The range that is summed up, and how much earlier the one lies that was read along; the usual when absent. */
type Over = Pick<ChartSpec, "range"> & Partial<Pick<ChartSpec, "compare">>;

/** A counter's big number is the sum of the range, a value's the last one that came; each against the earlier range. */
export function summary({ stat, points, compare }: Shown, over: Over, now: Date, zone: string): Summary {
  const [present, earlier] = [whole(stat.kind, points), whole(stat.kind, compare ?? [])];
  const isCounter = stat.kind === "counter";
  return {
    label: isCounter ? withinWords(over.range) : "the last number",
    headline: maybeQuantity(isCounter ? present.v : stat.lastValue, stat.unit),
    change: changeView(present.v, earlier.v, `on ${earlierWords(over.range, over.compare ?? undefined)}`),
    seen: stat.lastAt === null ? null : momentView(stat.lastAt, now, zone),
    facts: [
      isCounter
        ? { name: "Last number", quantity: maybeQuantity(stat.lastValue, stat.unit) }
        : { name: "Mean", quantity: maybeQuantity(present.v, stat.unit) },
      { name: "Smallest", quantity: maybeQuantity(present.min, stat.unit) },
      { name: "Largest", quantity: maybeQuantity(present.max, stat.unit) },
      { name: "Numbers received", quantity: quantity(present.n, "") },
    ],
  };
}

/** Several buckets as one; null where there is no data. */
function whole(kind: StatKind, buckets: Bucket[]) {
  const filled = buckets.filter((bucket) => bucket.n > 0);
  const n = filled.reduce((total, bucket) => total + bucket.n, 0);
  const sum = filled.reduce((total, bucket) => total + (bucket.sum ?? 0), 0);
  const min = filled.reduce<number | null>((least, bucket) => lesser(least, bucket.min), null);
  const max = filled.reduce<number | null>((most, bucket) => greater(most, bucket.max), null);
  return { n, v: reportedValue(kind, n, sum), min, max };
}

function lesser(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.min(a, b);
}

function greater(a: number | null, b: number | null): number | null {
  if (a === null || b === null) return a ?? b;
  return Math.max(a, b);
}
