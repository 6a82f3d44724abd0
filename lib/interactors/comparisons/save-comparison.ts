import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import { chartName } from "@/lib/domain/chart-name";
import type { SavedChart } from "@/lib/domain/chart-spec";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { chartedStats, chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { keptStats, refuseUndrawable } from "@/lib/interactors/charts/kept-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { countChartsOf, findCharts, insertChart } from "@/lib/store/records/charts";
import { transaction } from "@/lib/store/records/transaction";

const MOST_COMPARISONS = 500;

export const saveComparisonInput = z.strictObject({
  title: chartTitle.describe("Made from the names of the stats when empty."),
  stats: chartedStats,
  spec: chartSpecInput.default(chartSpecInput.parse({})),
});

/**
 * Keeps a chart of stats that the team sees, for all of the team to come back to. Throws `not_found` for a stat,
 * `invalid` for a range that cannot be drawn, and `unprocessable` when the team has as many as it may have.
 */
export async function saveComparison(ctx: Context, input: z.input<typeof saveComparisonInput>): Promise<SavedChart> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { title, stats, spec } = parseInput(saveComparisonInput, input);
  const now = ctx.clock.now();
  refuseUndrawable(spec, now);
  const { teamId } = actor;
  return transaction(ctx.store, async (tx) => {
    const kept = await keptStats(tx, actor, stats);
    if ((await countChartsOf(tx, teamId, "comparison")) >= MOST_COMPARISONS) {
      throw new Refusal(
        "unprocessable",
        `the team has ${MOST_COMPARISONS} saved comparisons, which is the most; delete one first`,
      );
    }
    const id = await insertChart(tx, { teamId, use: "comparison", title, spec, stats: kept }, now);
    const name = chartName(
      title,
      kept.map((stat) => stat.name),
    );
    await audit(tx, ctx, { action: "comparison.saved", subject: { kind: "comparison", id, name }, teamId });
    const [chart] = await findCharts(tx, teamId, [id]);
    if (chart === undefined) throw new Error("a comparison was lost while it was saved");
    return chart;
  });
}
