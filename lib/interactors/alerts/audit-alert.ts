import type { Context } from "@/lib/context";
import { alertName, ruleWords } from "@/lib/domain/alert-words";
import type { AuditAction, AuditEntry } from "@/lib/domain/audit";
import { shortLine } from "@/lib/domain/one-line";
import { audit } from "@/lib/interactors/audit";
import type { StoredAlert } from "@/lib/store/records/alerts";
import { tellAll, tellChange } from "@/lib/store/records/change-hint";
import type { Transaction } from "@/lib/store/records/transaction";

const WORDS_IN_LOG = 100;

/** Writes down what was done to an alert, and tells the team's live pages. */
export async function auditAlert(
  tx: Transaction,
  ctx: Context,
  action: Extract<AuditAction, `alert.${string}`>,
  alert: StoredAlert,
  detail: NonNullable<AuditEntry["detail"]> = {},
): Promise<void> {
  const { teamId, publicId: id, subject, unit } = alert;
  const on: typeof detail = "pattern" in subject ? { pattern: subject.pattern } : { stat: subject.statId };
  await audit(tx, ctx, {
    action,
    subject: { kind: "alert", id, name: shortLine(alertName(alert, unit), WORDS_IN_LOG) },
    detail: { ...on, rule: ruleWords(alert, unit), ...detail },
    teamId,
  });
  await ("pattern" in subject ? tellAll(tx, teamId) : tellChange(tx, teamId, subject.statId));
}
