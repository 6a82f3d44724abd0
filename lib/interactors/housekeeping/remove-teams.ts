import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { makeAllGone } from "@/lib/store/records/stats";
import { findDeletedTeams, removeTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";

const TEAMS = 100;
/** A process hears within a second that a key was revoked; until then it may still make stats of the team. */
const SETTLED_MS = 2 * 60_000;

/**
 * Removes the records of teams that were deleted and whose last stat is purged, with their logs. A stat that came into
 * being while its team was deleted is sent the same way as the others. Returns how many teams went; several workers
 * may run it at once.
 */
export async function removeTeams(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now();
  let removed = 0;
  for (const id of await findDeletedTeams(ctx.store.prisma, new Date(now.getTime() - SETTLED_MS), TEAMS)) {
    const isRemoved = await transaction(ctx.store, async (tx) => {
      await makeAllGone(tx, id, now);
      return removeTeam(tx, id);
    });
    if (isRemoved) removed += 1;
    if (stopping?.aborted) break;
  }
  return removed;
}
