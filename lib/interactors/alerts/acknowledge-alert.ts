import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { actorName } from "@/lib/interactors/people/actor-name";
import { permit } from "@/lib/interactors/permit";
import type { ListedAlert } from "@/lib/store/records/alerts";
import { acknowledge, type Touched } from "@/lib/store/records/standing-overlays";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { auditAlert } from "./audit-alert";
import { heldAlert, lockedAlert } from "./locked-alert";
import { touchedStat } from "./touched-stat";

export const acknowledgeAlertInput = z.strictObject({
  id: z.string().max(64),
  statId: z
    .string()
    .max(64)
    .optional()
    .describe("Of an alert on a pattern the one stat that is meant; all without it."),
});

/**
 * Takes on what rings: it is quiet until it clears, and rings again the next time. What is acknowledged stays so.
 * Throws `not_found`, and `unprocessable` when nothing rings.
 */
export async function acknowledgeAlert(
  ctx: Context,
  input: z.input<typeof acknowledgeAlertInput>,
): Promise<ListedAlert> {
  const actor = permit(ctx.actor, canManageAlerts);
  const { id, statId } = parseInput(acknowledgeAlertInput, input);
  return transaction(ctx.store, async (tx) => {
    const alert = await lockedAlert(tx, actor.teamId, id);
    const stat = await touchedStat(tx, alert.id, statId);
    const by = await actorName(tx, actor);
    const fresh = await acknowledgeStanding(tx, {
      alertId: alert.id,
      statId: stat?.seriesId,
      by,
      now: ctx.clock.now(),
    });
    if (fresh > 0) await auditAlert(tx, ctx, "alert.acknowledged", alert, stat === null ? {} : { stat: stat.id });
    const held = await heldAlert(tx, actor.teamId, id);
    if (fresh === 0 && !held.acknowledged)
      throw new Refusal("unprocessable", "nothing rings that could be acknowledged");
    return held;
  });
}

/**
 * The same for whoever may, as with a mailed link: asks nobody and audits nothing. Returns how many standings it took
 * on that nobody had.
 */
export async function acknowledgeStanding(tx: Transaction, touched: Touched): Promise<number> {
  return acknowledge(tx, touched);
}
