import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { findProvedAddresses } from "@/lib/store/records/report-recipients";

/** The addresses that get a report without being asked: those that the team's people have proved. */
export async function readersAtOnce(ctx: Context): Promise<string[]> {
  const { teamId } = permit(ctx.actor, canManageReports);
  return findProvedAddresses(ctx.store.prisma, teamId);
}
