import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { findDashboards, type ListedDashboard } from "@/lib/store/records/dashboards";

/** The team's dashboards by name: a few hundred at most. */
export async function listDashboards(ctx: Context): Promise<ListedDashboard[]> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return findDashboards(ctx.store.prisma, teamId);
}
