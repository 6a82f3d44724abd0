import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { deleteDashboard as remove } from "@/lib/store/records/dashboards";
import { transaction } from "@/lib/store/records/transaction";
import { lockedDashboard } from "./locked-dashboard";

const schema = z.strictObject({
  id: z.string(),
  /** The dashboard's, as a sign that it is meant; programs need not give it. */
  name: z.string().optional(),
});

/**
 * Deletes a dashboard with its cards and its public link; the stats keep their numbers. It cannot be undone. Throws
 * `not_found`, and `invalid` for another name than the dashboard's.
 */
export async function deleteDashboard(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { id, name } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const dashboard = await lockedDashboard(tx, actor, id);
    if (name !== undefined && name.trim() !== dashboard.name) {
      const detail = `This is not the dashboard's name. Type “${dashboard.name}” to delete it.`;
      throw invalid([{ pointer: "#/name", detail }]);
    }
    await remove(tx, id);
    const subject = { kind: "dashboard" as const, id, name: dashboard.name };
    await audit(tx, ctx, { action: "dashboard.deleted", subject, teamId: actor.teamId });
    await tellChange(tx, actor.teamId, id);
  });
}
