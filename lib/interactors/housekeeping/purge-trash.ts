import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { deleteGoneStat, findGoneStats } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { purgeSeries } from "@/lib/store/series/purge-series";

const STATS = 100;
const MINUTES = 10_000;

/**
 * Deletes stats that have been in the trash for 48 h: their numbers first, in batches, and then the record, so that
 * a round cut short is taken up where it ended. Returns how many stats went; several workers may run it at once.
 */
export async function purgeTrash(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const gone = await findGoneStats(ctx.store.prisma, ctx.clock.now(), STATS);
  let purged = 0;
  for (const seriesId of gone) {
    while ((await purgeSeries(ctx.store.pool, seriesId, MINUTES)) === MINUTES) if (stopping?.aborted) return purged;
    if (await purgeRecord(ctx, seriesId)) purged += 1;
    if (stopping?.aborted) return purged;
  }
  return purged;
}

async function purgeRecord(ctx: Context, seriesId: bigint): Promise<boolean> {
  return transaction(ctx.store, async (tx) => {
    const gone = await deleteGoneStat(tx, seriesId, ctx.clock.now());
    if (gone) await bumpChangeMark(tx);
    return gone;
  });
}
