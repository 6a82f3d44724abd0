import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { chartedStats, chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { keptStats, refuseUndrawable } from "@/lib/interactors/charts/kept-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeChart } from "@/lib/store/records/charts";
import { resizeCard } from "@/lib/store/records/dashboards";
import { transaction } from "@/lib/store/records/transaction";
import { cardHeight, cardWidth } from "./card-size";
import { changeLocked } from "./change-locked";
import { lockedDashboardOfCard } from "./locked-dashboard";
import { seenCards } from "./seen-cards";

export const changeCardInput = z.strictObject({
  id: z.string(),
  title: chartTitle.removeDefault().optional(),
  stats: chartedStats.optional(),
  spec: chartSpecInput.optional().describe("The whole of it: what it does not name is as in a plain chart."),
  width: cardWidth.optional(),
  height: cardHeight.optional(),
});

/**
 * Changes what is named of a card; the rest stays. Throws `not_found` for the card and for a stat, and `invalid` for a
 * range that cannot be drawn.
 */
export async function changeCard(
  ctx: Context,
  input: z.input<typeof changeCardInput>,
): Promise<{ dashboard: Dashboard; card: Card }> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { id, title, stats, spec, ...size } = parseInput(changeCardInput, input);
  const now = ctx.clock.now();
  if (spec !== undefined) refuseUndrawable(spec, now);
  const { teamId, userId } = actor;
  const changed = await transaction(ctx.store, async (tx) => {
    const { id: dashboardId } = await lockedDashboardOfCard(tx, actor, id);
    const kept = stats === undefined ? undefined : await keptStats(tx, actor, stats);
    await changeChart(tx, { id, teamId, use: "card", title, spec, stats: kept }, now);
    await resizeCard(tx, id, size);
    const detail = { change: "card changed" as const, card: title ?? "" };
    return changeLocked(tx, ctx, { actor, id: dashboardId, detail });
  });
  const { cards } = await seenCards(ctx.store, changed.id, { teamId, userId, onlyOwn: false });
  const card = cards.find((each) => each.card.chart.id === id)?.card;
  if (card === undefined) throw new Error("a card was lost while it was changed");
  return { dashboard: changed, card };
}
