import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { countFiring } from "@/lib/store/records/ringing";

/** For how many stats the team's alerts ring now and nobody has muted them. */
export async function countRinging(ctx: Context): Promise<number> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return countFiring(ctx.store.prisma, teamId, ctx.clock.now());
}
