import type { z } from "zod";
import type { Context } from "@/lib/context";
import { type Bucket, emptyBucket, type Series } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { isWholeDays } from "@/lib/domain/time";
import { readBuckets } from "@/lib/store/series/read-buckets";
import { bucketsOf } from "./buckets";
import type { seriesRange } from "./series-range";
import { type Range, settleRange } from "./settle-range";
import { withinPatience } from "./within-patience";

export type StatSeries = Series & { stat: ListedStat };

/**
 * What these stats received in a range, by bucket, in their order. Whoever calls has made sure that they may be seen.
 * Buckets are whole, so they may reach a little beyond the range. Throws what `settleRange` throws, and `unavailable`
 * when the database takes too long.
 */
export async function readSeriesOf(
  { store, clock }: Pick<Context, "store" | "clock">,
  stats: ListedStat[],
  asked: z.output<typeof seriesRange>,
  teamZone: string,
): Promise<StatSeries[]> {
  const now = Math.floor(clock.now().getTime() / 1_000);
  const range = settleRange(asked, { stats, now, teamZone });
  const [present, earlier] = await Promise.all([
    readGraph(store, stats, range, range.bounds),
    range.earlier === null ? null : readGraph(store, stats, range, range.earlier.bounds),
  ]);
  const { from, to, step, zone } = range;
  return stats.map((stat) => {
    const points = present(stat);
    const compare = range.earlier && earlier ? laidUnder(points, earlier(stat), range.earlier.matches) : null;
    return { stat, from, to, step, zone, points, compare };
  });
}

async function readGraph(
  store: Context["store"],
  stats: ListedStat[],
  { step, zone }: Range,
  bounds: number[],
): Promise<(stat: ListedStat) => Bucket[]> {
  const seriesIds = stats.map((stat) => stat.seriesId);
  const rows = await withinPatience(
    readBuckets(store.pool, { seriesIds, bounds, ...(isWholeDays(step) ? { zone } : {}) }),
  );
  return (stat) => bucketsOf(stat, bounds, rows);
}

function laidUnder(present: Bucket[], earlier: Bucket[], matches: number[]): Bucket[] {
  return present.map(({ t }, index) => ({ ...(earlier[matches[index] ?? -1] ?? emptyBucket(t)), t }));
}
