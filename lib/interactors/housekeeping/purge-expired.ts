import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteAttempts, deleteExpiredLinks, deleteExpiredSessions } from "@/lib/store/records/expired";

const BATCH = 1_000;

/** Forgets mailed links, sessions and counted attempts that are past their time, in batches. Returns how many went. */
export async function purgeExpired(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now();
  let purged = 0;
  for (const purge of [deleteExpiredLinks, deleteExpiredSessions, deleteAttempts]) {
    for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
      batch = await purge(ctx.store.prisma, now, BATCH);
    }
  }
  return purged;
}
