import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { latestTick, noteTick } from "@/lib/store/records/job-ticks";

/** Notes that a job of the worker has finished a round. */
export async function recordTick(ctx: Context, name: string): Promise<void> {
  permitJob(ctx.actor);
  await noteTick(ctx.store.prisma, name, ctx.clock.now());
}

/** When any job last finished a round; null before the first one. */
export async function lastTick(ctx: Pick<Context, "store">): Promise<Date | null> {
  return latestTick(ctx.store.prisma);
}
