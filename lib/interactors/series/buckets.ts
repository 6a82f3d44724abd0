import { type Bucket, emptyBucket, reportedValue } from "@/lib/domain/series";
import type { Stat } from "@/lib/domain/stat";
import type { BucketRow } from "@/lib/store/series/read-buckets";

/** All the buckets between the bounds (unix seconds), with what one stat received; those without a row are empty. */
export function bucketsOf(stat: Pick<Stat, "seriesId" | "kind">, bounds: number[], rows: BucketRow[]): Bucket[] {
  const buckets = bounds.slice(0, -1).map(emptyBucket);
  for (const { seriesId, index, n, sum, min, max } of rows) {
    if (seriesId !== stat.seriesId) continue;
    buckets[index] = { t: bounds[index] ?? 0, n, v: reportedValue(stat.kind, n, sum), sum, min, max };
  }
  return buckets;
}
