import type { AuditAction, AuditEvent, SubjectKind } from "@/lib/domain/audit";
import type { AuditEvent as Row } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

/** Which events of a team are asked for; what is absent does not narrow. */
export interface AuditFilter {
  action?: AuditAction;
  /** A person's id; what their keys did is not meant. */
  person?: string;
  /** A key's id. */
  key?: string;
  /** The id of what something was done to. */
  subject?: string;
  /** At this moment or later. */
  from?: Date;
  /** Before this moment. */
  to?: Date;
}

/** A page of a team's events, the latest first; `before` is the id of the last one seen. */
export async function findAuditEvents(
  db: Transaction,
  teamId: string,
  { action, person, key, subject, from, to }: AuditFilter,
  page: { limit: number; before: string | null },
): Promise<AuditEvent[]> {
  const rows = await db.auditEvent.findMany({
    where: {
      teamId,
      action,
      ...(person === undefined ? {} : { userId: person, actorKind: "user" }),
      keyId: key,
      subjectId: subject,
      at: { gte: from, lt: to },
      ...(page.before === null ? {} : { id: { lt: BigInt(page.before) } }),
    },
    orderBy: { id: "desc" },
    take: page.limit,
  });
  return rows.map(event);
}

/** Deletes up to `batch` events from before a moment, of all teams and people, and returns how many there were. */
export async function deleteAuditEvents(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM audit_event WHERE id IN (SELECT id FROM audit_event WHERE at < ${before} ORDER BY at LIMIT ${batch})`;
}

function event(row: Row): AuditEvent {
  const { id, at, action, actorKind, userId, keyId, actorName, detail, address, agent } = row;
  const kind = actorKind as "user" | "key" | "job" | null;
  return {
    id: String(id),
    at,
    action: action as AuditAction,
    actor: kind === null ? null : { kind, id: kind === "key" ? keyId : userId },
    actorName,
    subject: { kind: row.subjectKind as SubjectKind, id: row.subjectId, name: row.subjectName },
    detail: detail as AuditEvent["detail"],
    address,
    agent,
  };
}
