import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteAlert as deleteRow } from "@/lib/store/records/alerts";
import { transaction } from "@/lib/store/records/transaction";
import { auditAlert } from "./audit-alert";
import { alertId, lockedAlert, refuseAutomatic } from "./locked-alert";
import { restAlert } from "./rest-alert";

/**
 * Deletes an alert with its story. What rings is resolved first, so that whoever was told hears of its end. Throws
 * `not_found`, and `unprocessable` for the alert of the team's watch.
 */
export async function deleteAlert(ctx: Context, input: z.input<typeof alertId>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageAlerts);
  const { id } = parseInput(alertId, input);
  await transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, teamId, id);
    refuseAutomatic(alert);
    await restAlert(tx, ctx, alert, { to: "ok", reason: "The alert was deleted." });
    await deleteRow(tx, alert.id);
    await auditAlert(tx, ctx, "alert.deleted", alert);
  });
}
