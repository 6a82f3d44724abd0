import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { deleteLeases } from "@/lib/store/records/transient";

const KEPT_MS = 10 * 60_000;

/** Forgets allowances of windows that began over 10 minutes ago. Returns how many rows went. */
export async function purgeLeases(ctx: Context): Promise<number> {
  permitJob(ctx.actor);
  return deleteLeases(ctx.store.prisma, new Date(ctx.clock.now().getTime() - KEPT_MS));
}
