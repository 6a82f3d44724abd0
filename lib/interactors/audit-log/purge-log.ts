import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteAuditEvents } from "@/lib/store/records/audit-log";

const KEPT_MS = 400 * 86_400_000;
const BATCH = 5_000;

/** Forgets who did what over 400 days ago, in batches. Returns how many events went. */
export async function purgeLog(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  let purged = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
    batch = await deleteAuditEvents(ctx.store.prisma, before, BATCH);
  }
  return purged;
}
