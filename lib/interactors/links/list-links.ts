import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { PublicLink } from "@/lib/domain/public-link";
import { permit } from "@/lib/interactors/permit";
import { findLinks } from "@/lib/store/records/links";

/** Everything of the team that is public, paused and expired links too, newest first: a thousand at the most. */
export async function listLinks(ctx: Context): Promise<PublicLink[]> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return findLinks(ctx.store.prisma, teamId);
}
