import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { findFoldable, foldBatch } from "@/lib/store/series/fold-minutes";

const STATS = 500;

/**
 * Folds minutes that are older than their stat's retention into quarters of an hour, in short transactions. Returns
 * how many minutes were folded; several workers may run it at once.
 */
export async function foldMinutes(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now();
  let folded = 0;
  let after = 0n;
  for (;;) {
    const due = await findFoldable(ctx.store.pool, now, after, STATS);
    for (const seriesId of due) {
      for (let done = false; !done; ) {
        if (stopping?.aborted) return folded;
        const batch = await foldBatch(ctx.store.pool, seriesId, now);
        folded += batch.minutes;
        done = batch.done;
      }
    }
    const last = due.at(-1);
    if (last === undefined || due.length < STATS) return folded;
    after = last;
  }
}
