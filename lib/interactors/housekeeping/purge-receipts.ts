import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteReceipts } from "@/lib/store/records/transient";

const KEPT_MS = 24 * 3_600_000;
const BATCH = 5_000;

/** Forgets what keyed writes were answered over 24 h ago, in batches. Returns how many receipts went. */
export async function purgeReceipts(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  let purged = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
    batch = await deleteReceipts(ctx.store.prisma, before, BATCH);
  }
  return purged;
}
