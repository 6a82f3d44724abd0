import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type ListedAlert, markPaused } from "@/lib/store/records/alerts";
import { ensureStandings } from "@/lib/store/records/standings";
import { transaction } from "@/lib/store/records/transaction";
import { auditAlert } from "./audit-alert";
import { alertId, heldAlert, lockedAlert } from "./locked-alert";
import { restAlert } from "./rest-alert";

/**
 * Judges by an alert that was paused again, as if it were new. One that is not paused stays as it is. Throws
 * `not_found`.
 */
export async function resumeAlert(ctx: Context, input: z.input<typeof alertId>): Promise<ListedAlert> {
  const { teamId } = permit(ctx.actor, canManageAlerts);
  const { id } = parseInput(alertId, input);
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, teamId, id);
    if (alert.pausedAt !== null) {
      await markPaused(tx, alert.id, null, now);
      await restAlert(tx, ctx, alert, { to: "ok", reason: "The alert was resumed." });
      await ensureStandings(tx, alert, now);
      await auditAlert(tx, ctx, "alert.resumed", alert);
    }
    return heldAlert(tx, teamId, id);
  });
}
