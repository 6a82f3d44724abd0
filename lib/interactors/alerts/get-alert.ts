import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import type { ListedAlert } from "@/lib/store/records/alerts";
import { alertId, heldAlert } from "./locked-alert";

/** An alert of the team and where it stands. Throws `not_found`. */
export async function getAlert(ctx: Context, input: z.input<typeof alertId>): Promise<ListedAlert> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return heldAlert(ctx.store.prisma, teamId, parseInput(alertId, input).id);
}
