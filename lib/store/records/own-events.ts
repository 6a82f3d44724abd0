import type { AuditAction, AuditEvent } from "@/lib/domain/audit";
import type { Transaction } from "./transaction";

/** What happened to an account and concerns no team. */
export interface OwnEvent {
  id: string;
  at: Date;
  action: AuditAction;
  /** What it was done to, as it was called then. */
  subject: string;
  detail: AuditEvent["detail"];
  address: string;
  agent: string;
}

/** The last events of a person's own account, the latest first: what they did, and what others tried with it. */
export async function findOwnEvents(db: Transaction, userId: string, limit: number): Promise<OwnEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: { teamId: null, OR: [{ userId }, { subjectKind: "account", subjectId: userId }] },
    orderBy: { id: "desc" },
    take: limit,
    select: { id: true, at: true, action: true, subjectName: true, detail: true, address: true, agent: true },
  });
  return rows.map(({ id, action, subjectName: subject, detail, ...rest }) => ({
    ...rest,
    id: String(id),
    action: action as AuditAction,
    subject,
    detail: detail as AuditEvent["detail"],
  }));
}
