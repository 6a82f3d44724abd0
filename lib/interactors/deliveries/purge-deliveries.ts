import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteDeliveries } from "@/lib/store/records/deliveries";

const DAY_MS = 86_400_000;
const SENT_KEPT_DAYS = 30;
const DEAD_KEPT_DAYS = 90;
const BATCH = 1_000;

/** Forgets deliveries that were sent over 30 days ago or given up over 90, in batches. Returns how many went. */
export async function purgeDeliveries(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now().getTime();
  const sentBefore = new Date(now - SENT_KEPT_DAYS * DAY_MS);
  const deadBefore = new Date(now - DEAD_KEPT_DAYS * DAY_MS);
  let purged = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
    batch = await deleteDeliveries(ctx.store.prisma, { sentBefore, deadBefore, batch: BATCH });
  }
  return purged;
}
