import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteReport as deleteRow } from "@/lib/store/records/reports";
import { transaction } from "@/lib/store/records/transaction";
import { auditReport, lockedReport } from "./locked-report";
import { reportId } from "./report-input";

/** Deletes a report with its list and its history; what waits to be mailed of it is not mailed. Throws `not_found`. */
export async function deleteReport(ctx: Context, input: z.input<typeof reportId>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageReports);
  const { id } = parseInput(reportId, input);
  await transaction(ctx.store, async (tx) => {
    const report = await lockedReport(tx, teamId, id);
    await deleteRow(tx, report.id);
    await auditReport(tx, ctx, "report.deleted", report);
  });
}
