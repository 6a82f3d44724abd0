import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteMails } from "@/lib/store/records/mail-queue";
import { deleteMailEvents } from "@/lib/store/records/silent-addresses";

const KEPT_MS = 30 * 86_400_000;
const BATCH = 1_000;

/** Forgets mails that were put in line over 30 days ago, and what was heard of them, in batches. Returns how many went. */
export async function purgeMails(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  let purged = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
    batch = await deleteMails(ctx.store.prisma, before, BATCH);
  }
  if (!stopping?.aborted) await deleteMailEvents(ctx.store.prisma, before, BATCH);
  return purged;
}
