import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { seenCards } from "./seen-cards";

const schema = z.strictObject({ id: z.string() });

/** A dashboard with its cards in their order; of each card the stats that the team sees now. Throws `not_found`. */
export async function getDashboard(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ dashboard: Dashboard; cards: Card[] }> {
  const { teamId, userId } = permit(ctx.actor, canReadTeam);
  const { id } = parseInput(schema, input);
  const { dashboard, cards } = await seenCards(ctx.store, id, { teamId, userId, onlyOwn: false });
  return { dashboard, cards: cards.map(({ card }) => card) };
}
