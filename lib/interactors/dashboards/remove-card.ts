import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteCard, findCards } from "@/lib/store/records/dashboards";
import { findStatsById } from "@/lib/store/records/listed-stats";
import { transaction } from "@/lib/store/records/transaction";
import { changeLocked } from "./change-locked";
import { lockedDashboardOfCard } from "./locked-dashboard";

const schema = z.strictObject({ id: z.string() });

/** A card that was taken away, with all it takes to put it back. */
export interface RemovedCard {
  dashboard: Dashboard;
  /** With those of its stats that the team sees. */
  card: Card;
  /** Where it was, counted from 0. */
  position: number;
}

/** Takes a card off its dashboard; its stats keep their numbers. Throws `not_found`. */
export async function removeCard(ctx: Context, input: z.input<typeof schema>): Promise<RemovedCard> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const { id: dashboardId } = await lockedDashboardOfCard(tx, actor, id);
    const cards = await findCards(tx, actor.teamId, dashboardId);
    const position = cards.findIndex(({ chart }) => chart.id === id);
    const card = cards[position] as Card;
    const seen = await findStatsById(
      tx,
      actor,
      card.chart.stats.map((stat) => stat.id),
    );
    const stats = card.chart.stats.filter((stat) => seen.some((each) => each.id === stat.id));
    await deleteCard(tx, id);
    const detail = { change: "card removed" as const, card: card.chart.title };
    const dashboard = await changeLocked(tx, ctx, { actor, id: dashboardId, detail });
    return { dashboard, card: { ...card, chart: { ...card.chart, stats } }, position };
  });
}
