import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { forgetContent } from "@/lib/store/records/report-turns";

const KEPT_MS = 90 * 86_400_000;
const BATCH = 500;

/**
 * Forgets what reports told over 90 days ago, in batches: that they were sent, and to whom, stays. Returns how many.
 */
export async function purgeReportTurns(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const before = new Date(ctx.clock.now().getTime() - KEPT_MS);
  let purged = 0;
  for (let batch = BATCH; batch === BATCH && !stopping?.aborted; purged += batch) {
    batch = await forgetContent(ctx.store.prisma, before, BATCH);
  }
  return purged;
}
