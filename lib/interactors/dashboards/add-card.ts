import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts, type TeamActor } from "@/lib/domain/can";
import { chartName } from "@/lib/domain/chart-name";
import { type Card, type Dashboard, MAX_CARDS } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { chartedStats, chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { keptStats, refuseUndrawable } from "@/lib/interactors/charts/kept-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findCharts, insertChart } from "@/lib/store/records/charts";
import { countCards, insertCard } from "@/lib/store/records/dashboards";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { cardHeight, cardWidth, usualSize } from "./card-size";
import { changeLocked } from "./change-locked";
import { lockedDashboard } from "./locked-dashboard";

export const addCardInput = z.strictObject({
  id: z.string().describe("The dashboard's."),
  title: chartTitle.describe("Made from the names of the stats when empty."),
  stats: chartedStats,
  spec: chartSpecInput.default(chartSpecInput.parse({})),
  width: cardWidth.optional(),
  height: cardHeight.optional(),
  position: z.number().int().min(0).optional().describe("Its place, counted from 0; the last when absent."),
});

/**
 * Puts a chart of stats that the team sees on a dashboard. Throws `not_found` for the dashboard and for a stat,
 * `invalid` for a range that cannot be drawn, and `unprocessable` when the dashboard is full.
 */
export async function addCard(
  ctx: Context,
  input: z.input<typeof addCardInput>,
): Promise<{ dashboard: Dashboard; card: Card }> {
  const actor = permit(ctx.actor, canKeepCharts);
  const asked = parseInput(addCardInput, input);
  return transaction(ctx.store, (tx) => addCardIn(tx, ctx, actor, asked));
}

/** The same within a transaction, of what has been parsed, for an actor who may. */
export async function addCardIn(
  tx: Transaction,
  ctx: Context,
  actor: TeamActor,
  { id: dashboardId, title, stats, spec, position, ...size }: z.output<typeof addCardInput>,
): Promise<{ dashboard: Dashboard; card: Card }> {
  const { teamId } = actor;
  const now = ctx.clock.now();
  refuseUndrawable(spec, now);
  await lockedDashboard(tx, actor, dashboardId);
  const kept = await keptStats(tx, actor, stats);
  const count = await countCards(tx, dashboardId);
  if (count >= MAX_CARDS) {
    throw new Refusal("unprocessable", `the dashboard has ${MAX_CARDS} cards, which is the most; remove one first`);
  }
  const chartId = await insertChart(tx, { teamId, use: "card", title, spec, stats: kept }, now);
  const usual = usualSize(spec.kind, stats.length);
  const { width = usual.width, height = usual.height } = size;
  const place = Math.min(position ?? count, count);
  await insertCard(tx, { chartId, dashboardId, position: place, width, height });
  const names = kept.map(({ name }) => name);
  const detail = { change: "card added" as const, card: chartName(title, names) };
  const dashboard = await changeLocked(tx, ctx, { actor, id: dashboardId, detail });
  const [chart] = await findCharts(tx, teamId, [chartId]);
  if (chart === undefined) throw new Error("a card was lost while it was made");
  return { dashboard, card: { chart, width, height } };
}
