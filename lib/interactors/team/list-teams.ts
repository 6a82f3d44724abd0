import type { Context } from "@/lib/context";
import type { OwnTeam } from "@/lib/domain/people";
import { permitPerson } from "@/lib/interactors/permit";
import { findTeamsOf } from "@/lib/store/records/teams";

/** The teams of the person who asks, in the order in which they came to them. */
export async function listTeams(ctx: Context): Promise<OwnTeam[]> {
  const actor = permitPerson(ctx.actor);
  const current = actor.kind === "user" ? actor.teamId : null;
  const teams = await findTeamsOf(ctx.store.prisma, actor.userId);
  return teams.map((team) => ({ ...team, current: team.id === current }));
}
