import type { z } from "zod";
import type { Context } from "@/lib/context";
import { usualMissing } from "@/lib/domain/alert";
import { canManageAlerts } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { insertAlert, type ListedAlert } from "@/lib/store/records/alerts";
import { ensureStandings } from "@/lib/store/records/standings";
import { lockTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { createAlertInput, ruleOf } from "./alert-input";
import { channelsOf, refuseTooMany, refuseTwoSubjects, subjectOf } from "./alert-subject";
import { auditAlert } from "./audit-alert";
import { heldAlert, lockedAlert } from "./locked-alert";

/**
 * Makes an alert on a stat that the team sees, or on a pattern for names of its stats. Unless channels are named it is
 * told to all that are enabled now; it rings at once and ends after one quiet window, unless told otherwise. On a counter
 * a window without data is a zero, else it changes nothing, unless told otherwise. Throws
 * `invalid` for a rule that cannot be, `not_found` for the stat and for a channel, and `unprocessable` when the team
 * has too many.
 */
export async function createAlert(ctx: Context, input: z.input<typeof createAlertInput>): Promise<ListedAlert> {
  const actor = permit(ctx.actor, canManageAlerts);
  const { statId, pattern, channels, ...asked } = parseInput(createAlertInput, input);
  refuseTwoSubjects({ statId, pattern }, { needed: true });
  const rule = ruleOf(asked);
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    if ((await lockTeam(tx, teamId)) === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    await refuseTooMany(tx, teamId, pattern !== undefined);
    const { subject, statKind } = await subjectOf(tx, actor, { statId, pattern });
    const channelIds = await channelsOf(tx, teamId, channels);
    const missing = asked.missing ?? usualMissing(statKind);
    const id = await insertAlert(tx, { ...rule, missing, teamId, subject, channelIds, automatic: false }, now);
    const alert = await lockedAlert(tx, teamId, id);
    await ensureStandings(tx, alert, now);
    await auditAlert(tx, ctx, "alert.made", alert);
    return heldAlert(tx, teamId, id);
  });
}
