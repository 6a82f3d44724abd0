import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { type AlertRule, changeAlert, type ListedAlert, type StoredAlert } from "@/lib/store/records/alerts";
import { ensureStandings } from "@/lib/store/records/standings";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { type Rule, ruleOf, updateAlertInput } from "./alert-input";
import { channelsOf, keptSubject, refuseTooMany, refuseTwoSubjects, subjectOf } from "./alert-subject";
import { auditAlert } from "./audit-alert";
import { heldAlert, lockedAlert, refuseAutomatic } from "./locked-alert";
import { restAlert } from "./rest-alert";

const PARTS = [
  ...(["name", "subject", "condition", "window", "missing", "pendingSeconds", "holdSeconds"] as const),
  ...(["renotifySeconds", "runbook", "channelIds"] as const),
];

/**
 * Changes what is named of an alert and leaves the rest; a rule of another kind is said as a whole. What rings by the
 * old rule is resolved when condition, window or subject change, and judged afresh. Throws what `createAlert` throws,
 * and `unprocessable` for the alert of the team's watch.
 */
export async function updateAlert(ctx: Context, input: z.input<typeof updateAlertInput>): Promise<ListedAlert> {
  const actor = permit(ctx.actor, canManageAlerts);
  const { id, statId, pattern, channels, ...asked } = parseInput(updateAlertInput, input);
  refuseTwoSubjects({ statId, pattern }, { needed: false });
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const isNewPattern = pattern !== undefined;
    if (isNewPattern && (await lockTeam(tx, teamId)) === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    const before = await lockedAlert(tx, teamId, id);
    refuseAutomatic(before);
    const rule = ruleOf(asked, before);
    if (isNewPattern && !("pattern" in before.subject)) await refuseTooMany(tx, teamId, true);
    const isMoved = statId !== undefined || pattern !== undefined;
    const subject = isMoved ? (await subjectOf(tx, actor, { statId, pattern })).subject : keptSubject(before);
    const channelIds = channels === undefined ? undefined : await channelsOf(tx, teamId, channels);
    const isAnother = !isDeepStrictEqual(watched(before, keptSubject(before)), watched(rule, subject));
    // Before anything changes: those are told who were told of what rings.
    if (isAnother) await letGo(tx, ctx, before);
    await changeAlert(tx, before.id, { ...rule, subject, channelIds }, now);
    const after = await lockedAlert(tx, teamId, id);
    if (isAnother) await ensureStandings(tx, after, now);
    const changed = PARTS.filter((part) => !isDeepStrictEqual(before[part], after[part]));
    if (changed.length > 0) await auditAlert(tx, ctx, "alert.changed", after, { changed });
    return heldAlert(tx, teamId, id);
  });
}

/** What makes it another rule: where it stands by the old one says nothing of the new one. */
function watched({ condition, window }: Rule, subject: AlertRule["subject"]): unknown {
  return { condition, window, subject };
}

async function letGo(tx: Transaction, ctx: Context, alert: StoredAlert): Promise<void> {
  await restAlert(tx, ctx, alert, { to: alert.pausedAt === null ? "ok" : "paused", reason: "The rule was changed." });
}
