import type { ReportCadence, ReportContent } from "@/lib/domain/report";
import type { Transaction } from "./transaction";

/** Somebody who gets a report, or was asked to, and what it is called. */
export interface MailedRecipient {
  id: string;
  address: string;
  confirmedAt: Date | null;
  unsubscribedAt: Date | null;
  createdAt: Date;
  report: { publicId: string; name: string; cadence: ReportCadence };
  team: { id: string; name: string };
}

interface RecipientRow extends Omit<MailedRecipient, "report" | "team"> {
  publicId: string;
  name: string;
  cadence: ReportCadence;
  teamId: string;
  team: string;
}

/** Null when the report is gone, or its team is. */
export async function findMailedRecipient(db: Transaction, id: string): Promise<MailedRecipient | null> {
  const [row] = await db.$queryRaw<RecipientRow[]>`
    SELECT r.id, r.address, r.confirmed_at AS "confirmedAt", r.unsubscribed_at AS "unsubscribedAt",
      r.created_at AS "createdAt", p.public_id AS "publicId", p.name, p.cadence, t.id AS "teamId", t.name AS team
    FROM report_recipient r JOIN report p ON p.id = r.report_id JOIN team t ON t.id = p.team_id AND t.deleted_at IS NULL
    WHERE r.id = ${id}::uuid`;
  if (row === undefined) return null;
  const { publicId, name, cadence, teamId, team, ...recipient } = row;
  return { ...recipient, report: { publicId, name, cadence }, team: { id: teamId, name: team } };
}

/** The same, locked until the transaction ends. */
export async function lockMailedRecipient(tx: Transaction, id: string): Promise<MailedRecipient | null> {
  await tx.$queryRaw`SELECT 1 FROM report_recipient WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return findMailedRecipient(tx, id);
}

/** Notes that a recipient agreed, or wants no more of it. The recipient is locked. */
export async function changeRecipient(
  tx: Transaction,
  id: string,
  change: { confirmedAt?: Date; unsubscribedAt: Date | null },
): Promise<void> {
  await tx.reportRecipient.update({ where: { id }, data: change });
}

/**
 * What one copy of a turn says and to whom; `content` is null when it is no longer kept. Null when the copy is gone, or
 * its reader is off the list.
 */
export async function findMailedCopy(
  db: Transaction,
  { turnId, copyId }: { turnId: string; copyId: string },
): Promise<{ recipientId: string; content: ReportContent | null } | null> {
  const copy = await db.reportCopy.findFirst({
    where: { id: copyId, turnId },
    select: { recipientId: true, turn: { select: { content: true } } },
  });
  if (!copy?.recipientId) return null;
  return { recipientId: copy.recipientId, content: copy.turn.content as ReportContent | null };
}

export interface ReportTo {
  /** Null while it is paused. */
  nextAt: Date | null;
  /** IANA zone. */
  zone: string;
}

/** The oldest of a team's reports on whose list an address is, unless it unsubscribed; null when it is on none. */
export async function findReportTo(db: Transaction, teamId: string, address: string): Promise<ReportTo | null> {
  return db.report.findFirst({
    where: { teamId, recipients: { some: { address, unsubscribedAt: null } } },
    select: { nextAt: true, zone: true },
    orderBy: { id: "asc" },
  });
}

/** Whether somebody in a team has signed up with an address, which they may still have to prove. */
export async function isClaimedInTeam(db: Transaction, teamId: string, address: string): Promise<boolean> {
  const where = { teamId, user: { email: address, verifiedEmail: null } };
  return (await db.membership.count({ where })) > 0;
}

/** Notes why a mail that the provider had taken did not arrive, on the copy of a report that it was, if it was one. */
export async function noteCopyReturned(tx: Transaction, providerId: string, problem: string): Promise<void> {
  await tx.reportCopy.updateMany({ where: { providerId }, data: { problem } });
}
