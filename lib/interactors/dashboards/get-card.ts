import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import type { ListedStat } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { noSuchCard } from "./locked-dashboard";
import { seenCards } from "./seen-cards";

const schema = z.strictObject({ id: z.string(), cardId: z.string() });

/** One card of a dashboard with those of its stats that the team sees. Throws `not_found`. */
export async function getCard(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ dashboard: Dashboard; card: Card; stats: ListedStat[] }> {
  const { teamId, userId } = permit(ctx.actor, canReadTeam);
  const { id, cardId } = parseInput(schema, input);
  const { dashboard, cards } = await seenCards(ctx.store, id, { teamId, userId, onlyOwn: false });
  const seen = cards.find(({ card }) => card.chart.id === cardId);
  if (seen === undefined) throw noSuchCard();
  return { dashboard, card: seen.card, stats: seen.stats };
}
