import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { findLastSent } from "@/lib/store/records/report-turns";

/** When each of the team's reports was sent last, by its id; those that never were are absent. */
export async function lastSent(ctx: Context): Promise<Map<string, Date>> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return findLastSent(ctx.store.prisma, teamId);
}
