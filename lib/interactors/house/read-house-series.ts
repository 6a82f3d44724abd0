import type { Context } from "@/lib/context";
import { HOUSE_STATS } from "@/lib/domain/house";
import type { Series } from "@/lib/domain/series";
import { bucketBounds } from "@/lib/domain/time";
import { bucketsOf } from "@/lib/interactors/series/buckets";
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
  const points = bucketsOf(stat, bounds, await readBuckets(ctx.store.pool, { seriesIds: [stat.seriesId], bounds }));
  return { stat, from, to, step: "1m", zone: "UTC", points, compare: null };
}
