import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Team } from "@/lib/domain/team";
import { Refusal } from "@/lib/errors";
import { permit } from "@/lib/interactors/permit";
import { findTeam } from "@/lib/store/records/teams";

export const NO_SUCH_TEAM = "there is no such team";

/** The actor's team. Throws `not_found` when it has just been deleted. */
export async function getTeam(ctx: Context): Promise<Team> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const team = await findTeam(ctx.store.pool, teamId);
  if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
  return team;
}
