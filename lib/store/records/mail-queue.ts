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
  /** When the first attempt began that the provider may know of: this one, or one before. */
  firstTriedAt: Date;
}

interface DueRow extends Omit<DueMail, "content" | "linked" | "firstTriedAt"> {
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
    UPDATE mail m SET next_at = ${leaseEnd}, attempts = m.attempts + 1,
      content = jsonb_build_object('firstTriedAt', ${now.toISOString()}::text) || (m.content - 'putOff')
    FROM due WHERE m.id = due.id
    RETURNING m.id, m.kind, m.content, m.recipient, m.team_id AS "teamId", m.user_id AS "userId",
      m.created_at AS "createdAt", m.attempts`;
  return rows.map(({ kind, content: { linked, firstTriedAt, ...rest }, ...row }) => ({
    ...row,
    content: { ...rest, kind } as MailContent,
    linked: linked === true,
    firstTriedAt: new Date(String(firstTriedAt)),
  }));
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

/**
 * Why a mail waits: the provider could not take it, it asked for patience, or the mail could not be made. Only what the
 * provider may have taken all the same counts as an attempt.
 */
export type PutOff = "provider" | "limit" | "fault";

/** Notes that an attempt failed, and when to make the next. */
export async function putMailOff(
  db: Transaction,
  { id, attempts }: Attempt,
  { nextAt, problem, by }: { nextAt: Date; problem: string; by: PutOff },
): Promise<void> {
  const counted = by === "limit" ? attempts - 1 : attempts;
  await db.$executeRaw`
    UPDATE mail SET next_at = ${nextAt}, problem = ${problem}, attempts = ${counted},
      content = CASE WHEN ${counted} = 0 THEN content - 'firstTriedAt' ELSE content END
        || jsonb_build_object('putOff', ${by}::text)
    WHERE id = ${id}::uuid AND attempts = ${attempts} AND state = 'waiting'`;
}

/** Makes all mails due that were put off because the provider could not take them: it can again. */
export async function wakeMails(db: Transaction, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE mail SET next_at = ${now}
    WHERE id IN (
      SELECT id FROM mail WHERE state = 'waiting' AND next_at > ${now} AND content->>'putOff' = 'provider'
      ORDER BY id FOR UPDATE SKIP LOCKED)`;
}

/** Notes that a mail will not be sent, and why. What it said is forgotten. False when another attempt has begun. */
export async function giveMailUp(db: Transaction, { id, attempts }: Attempt, problem: string): Promise<boolean> {
  const { count } = await db.mail.updateMany({
    where: { id, attempts, state: "waiting" },
    data: { state: "failed", problem, content: {} },
  });
  return count === 1;
}

/** Deletes up to `batch` mails that were put in line before a moment, and returns how many there were. */
export async function deleteMails(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM mail WHERE id IN (SELECT id FROM mail WHERE created_at < ${before} ORDER BY created_at LIMIT ${batch})`;
}
