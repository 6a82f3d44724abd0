import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { rebuildDerived } from "@/lib/store/series/roll-up-rebuild";

/**
 * Has every derived quarter and day made anew by the roll-ups that follow. Figures stay right meanwhile, though slower
 * to read.
 */
export async function rebuildSeries(ctx: Context): Promise<void> {
  permitJob(ctx.actor);
  await rebuildDerived(ctx.store.pool);
}
