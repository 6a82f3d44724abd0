import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { countInError } from "@/lib/store/records/standings";

/**
 * How many alerts could not be judged when last tried, each stat of one by itself: nobody is told of those but here.
 */
export async function countTroubled(ctx: Context): Promise<number> {
  permitJob(ctx.actor);
  return countInError(ctx.store.prisma);
}
