import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { Dashboard } from "@/lib/domain/dashboard";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { transaction } from "@/lib/store/records/transaction";
import { changeLocked } from "./change-locked";
import { dashboardName } from "./dashboard-name";
import { lockedDashboard } from "./locked-dashboard";

export const renameDashboardInput = z.strictObject({ id: z.string(), name: dashboardName });

/** Gives a dashboard another name. Throws `not_found`. */
export async function renameDashboard(ctx: Context, input: z.input<typeof renameDashboardInput>): Promise<Dashboard> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { id, name } = parseInput(renameDashboardInput, input);
  return transaction(ctx.store, async (tx) => {
    const before = await lockedDashboard(tx, actor, id);
    if (before.name === name) return before;
    return changeLocked(tx, ctx, { actor, id, name, detail: { change: "renamed", from: before.name } });
  });
}
