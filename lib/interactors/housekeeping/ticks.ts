import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { findTicks, noteTick, type Tick } from "@/lib/store/records/job-ticks";

/** Notes that a job has finished a round. */
export async function recordTick(ctx: Context, name: string): Promise<void> {
  permitJob(ctx.actor);
  await noteTick(ctx.store.prisma, name, ctx.clock.now());
}

/** When each job last finished a round, by name; one that never did is missing. */
export async function readTicks(ctx: Pick<Context, "store">): Promise<Tick[]> {
  return findTicks(ctx.store.prisma);
}
