import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { setNextAt } from "@/lib/store/records/reports";
import { transaction } from "@/lib/store/records/transaction";
import { auditReport, type ForeseenReport, heldReport, lockedReport } from "./locked-report";
import { reportId } from "./report-input";

/** Sends a report no more until it is resumed. One that is paused stays so. Throws `not_found`. */
export async function pauseReport(ctx: Context, input: z.input<typeof reportId>): Promise<ForeseenReport> {
  const { teamId } = permit(ctx.actor, canManageReports);
  const { id } = parseInput(reportId, input);
  return transaction(ctx.store, async (tx) => {
    const report = await lockedReport(tx, teamId, id);
    if (report.nextAt !== null) {
      await setNextAt(tx, report.id, null, ctx.clock.now());
      await auditReport(tx, ctx, "report.paused", report);
    }
    return heldReport(tx, teamId, id);
  });
}
