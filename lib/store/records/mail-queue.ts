import type { MailContent, MailKind } from "@/lib/domain/mail";
import type { Transaction } from "./transaction";

/** A mail that is somebody's to send until the lease ends. */
export interface DueMail {
  id: string;
  content: MailContent;
  recipient: string;
  teamId: string | null;
  userId: string | null;
  createdAt: Date;
  /** How often it was tried, this time included. */
  attempts: number;
  /** Its link was made in an attempt before this one. */
  linked: boolean;
}

interface DueRow extends Omit<DueMail, "content" | "linked"> {
  kind: MailKind;
  content: Record<string, unknown>;
}

/** A mail, and which attempt at it this is: what another attempt has taken over since is left alone. */
export type Attempt = Pick<DueMail, "id" | "attempts">;

/**
 * Takes up to `most` mails that are due, the longest due first, and leaves them to whoever asks until `leaseEnd`; of
 * several who ask at once each gets others. When a lease ends without a word, the mail is due again.
 */
export async function claimMails(db: Transaction, now: Date, leaseEnd: Date, most: number): Promise<DueMail[]> {
  const rows = await db.$queryRaw<DueRow[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM mail WHERE state = 'waiting' AND next_at <= ${now}
      ORDER BY next_at, id LIMIT ${most} FOR UPDATE SKIP LOCKED)
    UPDATE mail m SET next_at = ${leaseEnd}, attempts = m.attempts + 1 FROM due WHERE m.id = due.id
    RETURNING m.id, m.kind, m.content, m.recipient, m.team_id AS "teamId", m.user_id AS "userId",
      m.created_at AS "createdAt", m.attempts`;
  return rows.map(({ kind, content: { linked, ...rest }, ...row }) => {
    return { ...row, content: { ...rest, kind } as MailContent, linked: linked === true };
  });
}

/** Locks a mail until the transaction ends. False when it was taken back, or another attempt has begun. */
export async function holdMail(tx: Transaction, { id, attempts }: Attempt): Promise<boolean> {
  const rows = await tx.$queryRaw<unknown[]>`
    SELECT 1 FROM mail WHERE id = ${id}::uuid AND attempts = ${attempts} AND state = 'waiting' FOR UPDATE`;
  return rows.length === 1;
}

/** Notes that the link of a mail was made. */
export async function noteLinked(tx: Transaction, id: string): Promise<void> {
  await tx.$executeRaw`UPDATE mail SET content = content || '{"linked": true}' WHERE id = ${id}::uuid`;
}

/** Notes that a mail is on its way. What it said is forgotten. */
export async function markSent(db: Transaction, id: string, providerId: string | null, now: Date): Promise<void> {
  await db.mail.updateMany({
    where: { id, state: "waiting" },
    data: { state: "sent", sentAt: now, providerId, content: {}, problem: null },
  });
}

/** Notes that an attempt failed, and when to make the next. `counts`: it is one of those there may be. */
export async function putMailOff(
  db: Transaction,
  { id, attempts }: Attempt,
  { nextAt, problem, counts }: { nextAt: Date; problem: string; counts: boolean },
): Promise<void> {
  await db.mail.updateMany({
    where: { id, attempts, state: "waiting" },
    data: { nextAt, problem, attempts: counts ? attempts : attempts - 1 },
  });
}

/** Notes that a mail will not be sent, and why. What it said is forgotten. */
export async function giveMailUp(db: Transaction, { id, attempts }: Attempt, problem: string): Promise<void> {
  await db.mail.updateMany({
    where: { id, attempts, state: "waiting" },
    data: { state: "failed", problem, content: {} },
  });
}

/** Deletes up to `batch` mails that were put in line before a moment, and returns how many there were. */
export async function deleteMails(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < ${before} ORDER BY created_at LIMIT ${batch})`;
}
