import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { setNextAt } from "@/lib/store/records/reports";
import { transaction } from "@/lib/store/records/transaction";
import { auditReport, type ForeseenReport, heldReport, lockedReport, nextAtOf } from "./locked-report";
import { reportId } from "./report-input";

/**
 * Sends a report again that was paused, from its next turn on. One that is not paused stays as it is. Throws
 * `not_found`.
 */
export async function resumeReport(ctx: Context, input: z.input<typeof reportId>): Promise<ForeseenReport> {
  const { teamId } = permit(ctx.actor, canManageReports);
  const { id } = parseInput(reportId, input);
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const report = await lockedReport(tx, teamId, id);
    if (report.nextAt === null) {
      await setNextAt(tx, report.id, await nextAtOf(tx, report.schedule, report.id, now), now);
      await auditReport(tx, ctx, "report.resumed", report);
    }
    return heldReport(tx, teamId, id);
  });
}
