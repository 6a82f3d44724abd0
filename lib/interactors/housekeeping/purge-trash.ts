import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { findGoneStats, type GoneStat, purgeHorizon } from "@/lib/store/records/stats";
import { purgeSeries, purgeStat } from "@/lib/store/series/purge-series";

const STATS = 100;
const ROWS = 10_000;

/**
 * Deletes stats that have been in the trash for 48 h, or were deleted for good: their numbers first, in batches, with
 * those of the stats merged into them, and then the record, so that a round cut short is taken up where it ended.
 * Returns how many stats went; several workers may run it at once.
 */
export async function purgeTrash(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now();
  let purged = 0;
  for (const stat of await findGoneStats(ctx.store.prisma, now, STATS)) {
    if (!(await purgeNumbers(ctx, stat, stopping))) break;
    if (await purgeStat(ctx.store.pool, stat.seriesId, purgeHorizon(now))) purged += 1;
    if (stopping?.aborted) break;
  }
  return purged;
}

/** Deletes all rows of a stat's series; false when stopped before the last. */
async function purgeNumbers({ store }: Context, stat: GoneStat, stopping?: AbortSignal): Promise<boolean> {
  for (const seriesId of [...stat.mergedIds, stat.seriesId]) {
    while ((await purgeSeries(store.pool, seriesId, ROWS)) > 0) if (stopping?.aborted) return false;
  }
  return true;
}
