import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { transaction } from "@/lib/store/records/transaction";
import { addCardIn, addCardInput } from "./add-card";
import { createDashboardIn, createDashboardInput } from "./create-dashboard";

const startDashboardInput = addCardInput.omit({ id: true }).extend(createDashboardInput.shape);

/** Makes a dashboard with its first card, or neither. Throws what `createDashboard` and `addCard` throw. */
export async function startDashboard(
  ctx: Context,
  input: z.input<typeof startDashboardInput>,
): Promise<{ dashboard: Dashboard; card: Card }> {
  const actor = permit(ctx.actor, canKeepCharts);
  const { name, ...card } = parseInput(startDashboardInput, input);
  return transaction(ctx.store, async (tx) => {
    const { id } = await createDashboardIn(tx, ctx, { teamId: actor.teamId, name });
    return addCardIn(tx, ctx, actor, { ...card, id });
  });
}
