import type { Context } from "@/lib/context";
import type { AuditAction, AuditEntry } from "@/lib/domain/audit";
import type { PublicLink } from "@/lib/domain/public-link";
import { audit } from "@/lib/interactors/audit";
import type { Transaction } from "@/lib/store/records/transaction";

/** Writes down what was done to a link. Its token is a secret, so it is not among what is told. */
export async function auditLink(
  tx: Transaction,
  ctx: Context,
  action: Extract<AuditAction, `link.${string}`>,
  { id, name, teamId, target }: PublicLink,
  detail: NonNullable<AuditEntry["detail"]> = {},
): Promise<void> {
  await audit(tx, ctx, { action, subject: { kind: "link", id, name }, teamId, detail: { opens: target, ...detail } });
}
