import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { actorName } from "@/lib/interactors/people/actor-name";
import { permit } from "@/lib/interactors/permit";
import type { ListedAlert } from "@/lib/store/records/alerts";
import { unmute } from "@/lib/store/records/standing-overlays";
import { transaction } from "@/lib/store/records/transaction";
import { acknowledgeAlertInput } from "./acknowledge-alert";
import { auditAlert } from "./audit-alert";
import { heldAlert, lockedAlert } from "./locked-alert";
import { touchedStat } from "./touched-stat";

/** Ends a mute at once; what still rings is told. What is not muted stays so. Throws `not_found`. */
export async function unmuteAlert(ctx: Context, input: z.input<typeof acknowledgeAlertInput>): Promise<ListedAlert> {
  const actor = permit(ctx.actor, canManageAlerts);
  const { id, statId } = parseInput(acknowledgeAlertInput, input);
  return transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, actor.teamId, id);
    const stat = await touchedStat(tx, alert.id, statId);
    const by = await actorName(tx, actor);
    const touched = { alertId: alert.id, statId: stat?.seriesId, by, now: ctx.clock.now() };
    if ((await unmute(tx, touched)) > 0) {
      await auditAlert(tx, ctx, "alert.unmuted", alert, stat === null ? {} : { stat: stat.id });
    }
    return heldAlert(tx, actor.teamId, id);
  });
}
