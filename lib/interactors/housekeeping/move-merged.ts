import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { findMovingStats } from "@/lib/store/records/stats";
import { endMove, moveSeries } from "@/lib/store/series/move-series";

/** Processes that have not heard of a merge may feed the old series for a second; a day is beyond all doubt. */
const SETTLED_MS = 24 * 3_600_000;

/**
 * Moves the numbers of stats that were merged away to the stats they were merged into, in short transactions, and ends
 * a move when nothing came for a day. Returns how many rows were moved; several workers may run it at once.
 */
export async function moveMerged(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const { prisma, pool } = ctx.store;
  const settled = ctx.clock.now().getTime() - SETTLED_MS;
  let moved = 0;
  for (const { seriesId, mergedAt } of await findMovingStats(prisma)) {
    for (let batch = 1; batch > 0; moved += batch) {
      if (stopping?.aborted) return moved;
      batch = await moveSeries(pool, seriesId);
    }
    if (mergedAt.getTime() < settled) await endMove(pool, seriesId);
  }
  return moved;
}
