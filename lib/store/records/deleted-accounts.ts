import type { Role } from "@/lib/domain/team";
import type { Transaction } from "./transaction";

/** What an account is called once it is gone. */
export const NOBODY = "a deleted account";

/** A team of a person, and how many others are in it, and are owners of it. */
export interface TeamAtStake {
  id: string;
  name: string;
  role: Role;
  others: number;
  otherOwners: number;
}

/** The teams a person is in, by id. Under the teams' locks it stays so. */
export async function findTeamsAtStake(db: Transaction, userId: string): Promise<TeamAtStake[]> {
  const rows = await db.membership.findMany({
    where: { userId },
    orderBy: { teamId: "asc" },
    select: {
      role: true,
      team: { select: { id: true, name: true, memberships: { select: { userId: true, role: true } } } },
    },
  });
  return rows.map(({ role, team: { id, name, memberships } }) => {
    const others = memberships.filter((each) => each.userId !== userId);
    const otherOwners = others.filter((each) => each.role === "owner").length;
    return { id, name, role, others: others.length, otherOwners };
  });
}

/**
 * Deletes a person, and takes their id and their address out of everything that stays: nobody is called by it from
 * then on. Addresses that another account has as well are that account's, and stay. The person is locked, and in no
 * team that nobody else is in.
 */
export async function eraseAccount(tx: Transaction, userId: string): Promise<void> {
  const addresses = await addressesOf(tx, userId);
  await tx.mail.deleteMany({ where: { OR: [{ userId }, { recipient: { in: addresses } }] } });
  await tx.mailedLink.deleteMany({ where: { email: { in: addresses } } });
  await tx.invitation.deleteMany({ where: { email: { in: addresses } } });
  await tx.reportCopy.deleteMany({ where: { address: { in: addresses } } });
  await tx.reportRecipient.deleteMany({ where: { address: { in: addresses } } });
  await tx.invitation.updateMany({ where: { invitedBy: { in: addresses } }, data: { invitedBy: NOBODY } });
  await tx.auditEvent.deleteMany({ where: { teamId: null, OR: [{ userId }, { subjectId: userId }] } });
  await tx.auditEvent.deleteMany({
    where: { teamId: null, OR: [{ actorName: { in: addresses } }, { subjectName: { in: addresses } }] },
  });
  await tx.attempt.deleteMany({ where: { key: { endsWith: userId } } });
  await renameInLogs(tx, userId, addresses);
  await renameInMails(tx, addresses);
  await tx.user.delete({ where: { id: userId } });
}

/** The address of an account and those it had before, but for those that other accounts have. */
async function addressesOf(tx: Transaction, userId: string): Promise<string[]> {
  const rows = await tx.$queryRaw<{ email: string }[]>`
    SELECT email FROM (
      SELECT email FROM app_user WHERE id = ${userId}::uuid
      UNION
      SELECT detail ->> 'from' FROM audit_event
      WHERE user_id = ${userId}::uuid AND team_id IS NULL AND action = 'account.email_changed') had (email)
    WHERE email IS NOT NULL AND NOT EXISTS (
      SELECT FROM app_user other
      WHERE other.id <> ${userId}::uuid AND had.email IN (other.email, other.verified_email))`;
  return rows.map(({ email }) => email);
}

// One pass over the log: an address or an id that stands in the details does so as a text of its own. A key goes on
// being called what it was called.
async function renameInLogs(tx: Transaction, userId: string, addresses: string[]): Promise<void> {
  const texts = [userId, ...addresses];
  await tx.$executeRaw`
    UPDATE audit_event SET
      user_id = nullif(user_id, ${userId}::uuid),
      actor_name = CASE WHEN actor_name = ANY (${texts}) OR (user_id = ${userId}::uuid AND actor_kind = 'user')
        THEN ${NOBODY} ELSE actor_name END,
      subject_id = CASE WHEN subject_id = ANY (${texts}) THEN '' ELSE subject_id END,
      subject_name = CASE WHEN subject_name = ANY (${texts}) OR subject_id = ${userId} THEN ${NOBODY} ELSE subject_name END,
      detail = (SELECT CASE WHEN count(*) = 0 THEN '{}' ELSE jsonb_object_agg(d.key, renamed.value) END
        FROM jsonb_each(detail) d CROSS JOIN LATERAL (
          SELECT CASE WHEN jsonb_typeof(d.value) = 'array' THEN (
              SELECT coalesce(jsonb_agg(CASE WHEN a #>> '{}' = ANY (${texts}) THEN to_jsonb(${NOBODY}::text) ELSE a END), '[]')
              FROM jsonb_array_elements(d.value) a)
            WHEN d.value #>> '{}' = ANY (${texts}) THEN to_jsonb(${NOBODY}::text) ELSE d.value END) renamed (value))
    WHERE user_id = ${userId}::uuid OR actor_name = ANY (${texts}) OR subject_id = ANY (${texts})
      OR subject_name = ANY (${texts}) OR EXISTS (
        SELECT FROM unnest(${texts}::text[]) t (text) WHERE strpos(detail::text, to_jsonb(t.text)::text) > 0)`;
}

/** In mails to others that tell what this person did. */
async function renameInMails(tx: Transaction, addresses: string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE mail SET content = content || jsonb_build_object('by', ${NOBODY}::text)
    WHERE content ->> 'by' = ANY (${addresses})`;
}

/** Deletes the notices of deletion that are no longer waiting to be sent, and returns how many there were. */
export async function deleteFarewells(db: Transaction): Promise<number> {
  const { count } = await db.mail.deleteMany({ where: { kind: "account_deleted", state: { not: "waiting" } } });
  return count;
}
