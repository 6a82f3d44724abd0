import type { AuditAction, AuditEntry } from "@/lib/domain/audit";
import type { Transaction } from "./transaction";

export interface NewAuditEvent extends AuditEntry {
  at: Date;
  /** Null for what concerns a person alone. */
  teamId: string | null;
  actorKind: "user" | "key" | "job" | null;
  userId: string | null;
  keyId: string | null;
  actorName: string;
  address: string;
  agent: string;
}

const MOST_CHARACTERS = 400;

/** Adds an event to the log, in the transaction of what it tells. */
export async function insertAuditEvent(tx: Transaction, event: NewAuditEvent): Promise<void> {
  const { subject, detail = {}, address, agent, ...rest } = event;
  await tx.auditEvent.create({
    data: {
      ...rest,
      subjectKind: subject.kind,
      subjectId: subject.id,
      subjectName: subject.name,
      detail,
      address: address.slice(0, MOST_CHARACTERS),
      agent: agent.slice(0, MOST_CHARACTERS),
    },
  });
}

/** How a person is called in the log: by their address. */
export async function findPersonName(tx: Transaction, userId: string): Promise<string> {
  const user = await tx.user.findUnique({ where: { id: userId }, select: { email: true } });
  return user?.email ?? "a deleted account";
}

/** How a key is called in the log. */
export async function findKeyName(tx: Transaction, keyId: string): Promise<string> {
  const key = await tx.apiKey.findUnique({ where: { id: keyId }, select: { name: true, prefix: true } });
  return key === null ? "a deleted key" : `${key.name} (${key.prefix}…)`;
}

/** Whether the log says that this was done to something of the team. */
export async function wasDone(
  tx: Transaction,
  teamId: string,
  action: AuditAction,
  subjectId: string,
): Promise<boolean> {
  return (await tx.auditEvent.count({ where: { teamId, action, subjectId } })) > 0;
}
