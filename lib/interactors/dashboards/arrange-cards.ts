import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import { type Dashboard, MAX_CARDS } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findCards, placeCards } from "@/lib/store/records/dashboards";
import { transaction } from "@/lib/store/records/transaction";
import { cardHeight, cardWidth } from "./card-size";
import { changeLocked } from "./change-locked";
import { lockedDashboard } from "./locked-dashboard";

export const arrangeCardsInput = z.strictObject({
  id: z.string(),
  version: z.number().int().describe("The version of the dashboard that was seen."),
  cards: z
    .array(z.strictObject({ id: z.string(), width: cardWidth, height: cardHeight }))
    .max(MAX_CARDS, `must name at most ${MAX_CARDS} cards`)
    .refine((cards) => new Set(cards.map(({ id }) => id)).size === cards.length, "must name each card once")
    .describe("All cards of the dashboard in their new order."),
});

/**
 * Gives the cards of a dashboard their order and sizes. Throws `not_found`, and `conflict` when the dashboard is not as
 * it was seen: somebody else changed it meanwhile.
 */
export async function arrangeCards(ctx: Context, input: z.input<typeof arrangeCardsInput>): Promise<Dashboard> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { id, version, cards } = parseInput(arrangeCardsInput, input);
  return transaction(ctx.store, async (tx) => {
    const dashboard = await lockedDashboard(tx, actor, id);
    if (dashboard.version !== version) throw changedMeanwhile();
    const before = await findCards(tx, actor.teamId, id);
    const known = new Set(before.map(({ chart }) => chart.id));
    if (cards.length !== known.size || cards.some((card) => !known.has(card.id))) {
      const detail = `must name each of the dashboard's ${known.size} cards`;
      throw new Refusal("invalid", `cards: ${detail}`, { faults: [{ pointer: "#/cards", detail }] });
    }
    const now = before.map(({ chart, width, height }) => ({ id: chart.id, width, height }));
    if (JSON.stringify(now) === JSON.stringify(cards.map(({ id, width, height }) => ({ id, width, height })))) {
      return dashboard;
    }
    await placeCards(tx, id, cards);
    return changeLocked(tx, ctx, { actor, id, detail: { change: "cards arranged" } });
  });
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    "conflict",
    "somebody changed this dashboard since you opened it; nothing was moved: look at it as it is now, then arrange it again",
  );
}
