import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { SavedChart } from "@/lib/domain/chart-spec";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteChart, findCharts } from "@/lib/store/records/charts";
import { transaction } from "@/lib/store/records/transaction";
import { noSuchComparison } from "./no-such-comparison";

const schema = z.strictObject({ id: z.string() });

/** Deletes a saved comparison; its stats keep their numbers. Returns what it was. Throws `not_found`. */
export async function deleteComparison(ctx: Context, input: z.input<typeof schema>): Promise<SavedChart> {
  const { teamId } = permit(ctx.actor, canKeepCharts);
  const { id } = parseInput(schema, input);
  if (!z.uuid().safeParse(id).success) throw noSuchComparison();
  return transaction(ctx.store, async (tx) => {
    const [chart] = await findCharts(tx, teamId, [id]);
    if (chart?.use !== "comparison" || !(await deleteChart(tx, teamId, id))) throw noSuchComparison();
    const subject = { kind: "comparison" as const, id, name: chart.title };
    await audit(tx, ctx, { action: "comparison.deleted", subject, teamId });
    return chart;
  });
}
