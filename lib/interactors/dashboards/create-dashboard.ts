import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { Dashboard } from "@/lib/domain/dashboard";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { countDashboards, insertDashboard } from "@/lib/store/records/dashboards";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { dashboardName } from "./dashboard-name";

const MOST_DASHBOARDS = 200;

export const createDashboardInput = z.strictObject({ name: dashboardName });

/** Makes a dashboard without cards. Throws `unprocessable` when the team has as many as it may have. */
export async function createDashboard(ctx: Context, input: z.input<typeof createDashboardInput>): Promise<Dashboard> {
  const { teamId } = permit(ctx.actor, canKeepCharts);
  const { name } = parseInput(createDashboardInput, input);
  return transaction(ctx.store, (tx) => createDashboardIn(tx, ctx, { teamId, name }));
}

/** The same within a transaction, of what has been parsed, for an actor who may. */
export async function createDashboardIn(
  tx: Transaction,
  ctx: Context,
  { teamId, name }: { teamId: string; name: string },
): Promise<Dashboard> {
  if ((await countDashboards(tx, teamId)) >= MOST_DASHBOARDS) {
    const detail = `the team has ${MOST_DASHBOARDS} dashboards, which is the most; delete one first`;
    throw new Refusal("unprocessable", detail);
  }
  const dashboard = await insertDashboard(tx, { teamId, name }, ctx.clock.now());
  const subject = { kind: "dashboard" as const, id: dashboard.id, name };
  await audit(tx, ctx, { action: "dashboard.made", subject, teamId });
  return dashboard;
}
