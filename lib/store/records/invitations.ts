import type { Invitation, OwnInvitation } from "@/lib/domain/people";
import type { Role } from "@/lib/domain/team";
import type { Transaction } from "./transaction";

const FIELDS = { id: true, email: true, role: true, invitedBy: true, createdAt: true, expiresAt: true } as const;

/** The invitations of a team that nobody accepted yet, oldest first; some may have expired. */
export async function findInvitations(
  db: Transaction,
  teamId: string,
  page: { limit: number; after: string | null },
): Promise<Invitation[]> {
  return db.invitation.findMany({
    where: { teamId, ...(page.after === null ? {} : { id: { gt: page.after } }) },
    select: FIELDS,
    orderBy: { id: "asc" },
    take: page.limit,
  });
}

/** One of the team's invitations, expired or not; null when there is none. */
export async function findTeamInvitation(
  db: Transaction,
  teamId: string,
  which: { id: string } | { email: string },
): Promise<Invitation | null> {
  return db.invitation.findFirst({ where: { teamId, ...which }, select: FIELDS });
}

export interface NewInvitation {
  teamId: string;
  email: string;
  role: Role;
  invitedBy: string;
  now: Date;
  expiresAt: Date;
}

export async function insertInvitation(tx: Transaction, { now, ...fresh }: NewInvitation): Promise<Invitation> {
  return tx.invitation.create({ data: { ...fresh, createdAt: now }, select: FIELDS });
}

/**
 * Makes an invitation be good for longer. The link that was mailed last is worth nothing from here on, and what was not
 * mailed yet is not.
 */
export async function renewInvitation(
  tx: Transaction,
  id: string,
  change: { role?: Role; invitedBy?: string; expiresAt: Date },
): Promise<Invitation> {
  const content = { path: ["invitationId"], equals: id };
  await tx.mail.deleteMany({ where: { kind: "invitation", state: "waiting", content } });
  return tx.invitation.update({ where: { id }, data: { ...change, hash: null }, select: FIELDS });
}

export async function deleteInvitation(tx: Transaction, id: string): Promise<void> {
  await tx.invitation.deleteMany({ where: { id } });
}

/** How many invitations of a team can be accepted. */
export async function countOpenInvitations(db: Transaction, teamId: string, now: Date): Promise<number> {
  return db.invitation.count({ where: { teamId, expiresAt: { gt: now } } });
}

/** How many mails with invitations were put in line for a team since a moment. */
export async function countInvitationMails(db: Transaction, teamId: string, since: Date): Promise<number> {
  return db.mail.count({ where: { kind: "invitation", teamId, createdAt: { gt: since } } });
}

/** What names an invitation to the one who is invited: the hash of the link they hold, or its id. */
export type InvitationName = { hash: Uint8Array<ArrayBuffer> } | { id: string };

/** An invitation with its team. */
export interface FoundInvitation extends OwnInvitation {
  teamId: string;
}

const WITH_TEAM = {
  id: true,
  email: true,
  role: true,
  invitedBy: true,
  expiresAt: true,
  teamId: true,
  team: { select: { name: true } },
} as const;

/** An invitation that can be accepted; null when there is none, or it has expired. */
export async function findInvitation(
  db: Transaction,
  name: InvitationName,
  now: Date,
): Promise<FoundInvitation | null> {
  const row = await db.invitation.findFirst({ where: { ...name, expiresAt: { gt: now } }, select: WITH_TEAM });
  return row && { ...row, team: row.team.name };
}

/** The invitations for an address that can be accepted, oldest first. */
export async function findInvitationsFor(db: Transaction, email: string, now: Date): Promise<FoundInvitation[]> {
  const rows = await db.invitation.findMany({
    where: { email, expiresAt: { gt: now } },
    select: WITH_TEAM,
    orderBy: { id: "asc" },
    take: 100,
  });
  return rows.map((row) => ({ ...row, team: row.team.name }));
}

/**
 * Takes an invitation: it is gone. Null when there is none or it has expired; of several who take it at once only one
 * gets it.
 */
export async function takeInvitation(
  tx: Transaction,
  name: InvitationName,
  now: Date,
): Promise<{ id: string; email: string; role: Role; invitedBy: string } | null> {
  const id = "id" in name ? name.id : null;
  const hash = "hash" in name ? name.hash : null;
  const [taken] = await tx.$queryRaw<{ id: string; email: string; role: Role; invitedBy: string }[]>`
    DELETE FROM invitation WHERE (id = ${id}::uuid OR hash = ${hash}) AND expires_at > ${now}
    RETURNING id, email, role, invited_by AS "invitedBy"`;
  return taken ?? null;
}

/** Forgets invitations that expired before a moment, and returns how many there were. */
export async function deleteExpiredInvitations(db: Transaction, before: Date): Promise<number> {
  const { count } = await db.invitation.deleteMany({ where: { expiresAt: { lt: before } } });
  return count;
}
