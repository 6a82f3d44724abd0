import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStatStandings, type StatStanding } from "@/lib/store/records/ringing";
import { heldAlert } from "./locked-alert";

const schema = z.strictObject({
  id: z.string().max(64),
  /** The only stat that is asked about. */
  statId: z.string().max(64).optional(),
  limit: z.number().int().min(1).max(500).default(100),
});

/** Where an alert of the team stands for its stats, those that need a look first. Throws `not_found` for the alert. */
export async function listStandings(ctx: Context, input: z.input<typeof schema>): Promise<StatStanding[]> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id, statId, limit } = parseInput(schema, input);
  const alert = await heldAlert(ctx.store.prisma, teamId, id);
  return findStatStandings(ctx.store.prisma, { alertId: alert.id, statId }, limit);
}
