import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { type PackedHour, packBins as packBatch } from "@/lib/store/series/pack-bins";

const BATCH = 10_000;

/**
 * Packs the bins of closed hours into sketches, in short steps, until none is left. Returns how many hours of stats
 * got bins. Several callers may run it at once; one that is killed or told to stop leaves the rest to the next.
 */
export async function packBins(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  let hours = 0;
  let last: PackedHour | null = null;
  do {
    const packed = await packBatch(ctx.store.pool, BATCH, last);
    hours += packed.hours;
    last = packed.last;
  } while (last !== null && !stopping?.aborted);
  return hours;
}
