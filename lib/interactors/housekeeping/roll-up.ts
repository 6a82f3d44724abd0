import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { rollUpDirty } from "@/lib/store/series/roll-up-dirty";
import { closePast } from "@/lib/store/series/roll-up-marks";
import { rollUpRound } from "@/lib/store/series/roll-up-round";
import { rollUpZones } from "@/lib/store/series/roll-up-zones";

/** What a roll-up did: rows of quarters and days that it made, dirty marks that it took, zones that became ready. */
export interface RollUpSummary {
  /** RFC 3339: numbers before this moment that come now are late. */
  closedTo: string;
  quarters: number;
  days: number;
  dirty: number;
  zones: number;
}

/**
 * Does all that is due: closes the past, makes the quarters and days that were closed, makes those anew whose minutes
 * changed since, and builds days in zones that teams have moved to. It goes in short steps, each a transaction: several
 * callers share the work, and one that is killed or told to stop leaves the rest to the next.
 */
export async function rollUp(ctx: Context, stopping?: AbortSignal): Promise<RollUpSummary> {
  permitJob(ctx.actor);
  const { pool } = ctx.store;
  const closedTo = new Date((await closePast(pool, ctx.clock.now())) * 1_000).toISOString();
  const done: RollUpSummary = { closedTo, quarters: 0, days: 0, dirty: 0, zones: 0 };
  for (const step of [rollUpRound, rollUpDirty, rollUpZones]) {
    while (!stopping?.aborted) {
      const made: Made | null = await step(pool);
      if (made === null) break;
      done.quarters += made.quarters ?? 0;
      done.days += made.days;
      done.dirty += made.dirty ?? 0;
      done.zones += made.ready ?? 0;
    }
  }
  return done;
}

interface Made {
  quarters?: number;
  days: number;
  dirty?: number;
  ready?: number;
}
