import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeChart } from "@/lib/store/records/charts";
import { transaction } from "@/lib/store/records/transaction";
import { noSuchComparison } from "./no-such-comparison";

const schema = z.strictObject({ id: z.string(), title: chartTitle });

/** Gives a saved comparison another title; an empty one is made from the names of its stats. Throws `not_found`. */
export async function renameComparison(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId } = permit(ctx.actor, canKeepCharts);
  const { id, title } = parseInput(schema, input);
  if (!z.uuid().safeParse(id).success) throw noSuchComparison();
  await transaction(ctx.store, async (tx) => {
    const changed = await changeChart(tx, { id, teamId, use: "comparison", title }, ctx.clock.now());
    if (!changed) throw noSuchComparison();
    await audit(tx, ctx, { action: "comparison.changed", subject: { kind: "comparison", id, name: title }, teamId });
  });
}
