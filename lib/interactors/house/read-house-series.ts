import type { Context } from "@/lib/context";
import { HOUSE_STATS } from "@/lib/domain/house";
import { emptyBucket, reportedValue, type Series } from "@/lib/domain/series";
import { bucketBounds } from "@/lib/domain/time";
import { findHouseStat } from "@/lib/store/records/house";
import { readBuckets } from "@/lib/store/series/read-buckets";

const HOUR = 3_600;

/**
 * What the house received in the last hour, by the minute, in points. Open to everybody: it is the live chart of
 * the front page. Null until the house was first measured.
 */
export async function readHouseSeries(ctx: Context): Promise<Series | null> {
  const stat = await findHouseStat(ctx.store.prisma, HOUSE_STATS.points.name);
  if (stat === null) return null;
  const to = Math.floor(ctx.clock.now().getTime() / 1_000);
  const from = to - HOUR;
  const bounds = bucketBounds(from, to + 1, "1m", "UTC");
  const points = bounds.slice(0, -1).map(emptyBucket);
  for (const { index, n, sum, min, max } of await readBuckets(ctx.store.pool, [stat.seriesId], bounds)) {
    points[index] = { t: bounds[index] ?? 0, n, v: reportedValue(stat.kind, n, sum), sum, min, max };
  }
  return { stat, from, to, step: "1m", zone: "UTC", points, compare: null };
}
