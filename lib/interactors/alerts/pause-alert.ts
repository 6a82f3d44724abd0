import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type ListedAlert, markPaused } from "@/lib/store/records/alerts";
import { transaction } from "@/lib/store/records/transaction";
import { auditAlert } from "./audit-alert";
import { alertId, heldAlert, lockedAlert } from "./locked-alert";
import { restAlert } from "./rest-alert";

/**
 * Stops judging by an alert until it is resumed; what rings is resolved. One that is paused stays so. Throws
 * `not_found`.
 */
export async function pauseAlert(ctx: Context, input: z.input<typeof alertId>): Promise<ListedAlert> {
  const { teamId } = permit(ctx.actor, canManageAlerts);
  const { id } = parseInput(alertId, input);
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, teamId, id);
    if (alert.pausedAt === null) {
      await markPaused(tx, alert.id, now, now);
      await restAlert(tx, ctx, alert, { to: "paused", reason: "The alert was paused." });
      await auditAlert(tx, ctx, "alert.paused", alert);
    }
    return heldAlert(tx, teamId, id);
  });
}
