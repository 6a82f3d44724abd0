import type pg from "pg";
import type { Role, Team } from "@/lib/domain/team";
import { newUkey } from "./identity";
import type { Transaction } from "./transaction";

const FIELDS = {
  id: true,
  name: true,
  zone: true,
  ukey: true,
  verboseReplies: true,
  ezEnabled: true,
  retentionDays: true,
  publishers: true,
} as const;

const FIND = `
  SELECT id, name, zone, ukey, verbose_replies AS "verboseReplies", ez_enabled AS "ezEnabled",
    retention_days AS "retentionDays", publishers
  FROM team WHERE id = $1 AND deleted_at IS NULL`;

/** Null when it has been deleted. Every read of numbers asks for the team's zone, so it is plain SQL. */
export async function findTeam(pool: pg.Pool, id: string): Promise<Team | null> {
  const { rows } = await pool.query<Team>({ name: "find_team", text: FIND, values: [id] });
  return rows[0] ?? null;
}

/**
 * The team, locked until the transaction ends; null when it has been deleted. Whoever changes who is in a team, or
 * deletes it, begins with this: then one of two who take each other's ownership comes second, and sees that.
 * Numbers and stats do not wait for it.
 */
export async function lockTeam(tx: Transaction, id: string): Promise<Team | null> {
  await tx.$queryRaw`SELECT 1 FROM team WHERE id = ${id}::uuid FOR NO KEY UPDATE`;
  return tx.team.findFirst({ where: { id, deletedAt: null }, select: FIELDS });
}

/** For how many days the minutes of a team's new stats are kept; null is for ever. */
export async function findRetention(db: Transaction, id: string): Promise<number | null> {
  const team = await db.team.findUnique({ where: { id }, select: { retentionDays: true } });
  return team?.retentionDays ?? null;
}

export async function insertTeam(tx: Transaction, fresh: { name: string; zone: string }): Promise<Team> {
  return tx.team.create({ data: { ...fresh, ukey: newUkey() }, select: FIELDS });
}

/** Changes what is named and leaves the rest. */
export async function changeTeam(
  db: Transaction,
  id: string,
  change: Partial<Omit<Team, "id" | "ukey">>,
): Promise<Team> {
  return db.team.update({ where: { id }, data: change, select: FIELDS });
}

/** The teams a person is in, in the order in which they came to them. */
export async function findTeamsOf(
  db: Transaction,
  userId: string,
): Promise<{ id: string; name: string; role: Role }[]> {
  const memberships = await db.membership.findMany({
    where: { userId },
    select: { role: true, team: { select: { id: true, name: true } } },
    orderBy: [{ createdAt: "asc" }, { teamId: "asc" }],
  });
  return memberships.map(({ role, team }) => ({ ...team, role }));
}

/** Makes a session of the person work in a team of theirs. False when they are not in it, or the session was ended. */
export async function chooseTeam(
  db: Transaction,
  session: { id: string; userId: string },
  teamId: string,
): Promise<boolean> {
  const { count } = await db.userSession.updateMany({
    where: { ...session, user: { memberships: { some: { teamId } } } },
    data: { teamId },
  });
  return count === 1;
}

/**
 * Takes everything away from a team but its record and its stats' numbers: the people, the invitations, what it shares
 * and is shared, the keys.
 */
export async function emptyTeam(tx: Transaction, teamId: string, now: Date): Promise<void> {
  await tx.apiKey.updateMany({ where: { teamId, revokedAt: null }, data: { revokedAt: now } });
  await tx.statShare.deleteMany({ where: { OR: [{ teamId }, { stat: { teamId } }] } });
  await tx.invitation.deleteMany({ where: { teamId } });
  await tx.membership.deleteMany({ where: { teamId } });
  await tx.userSession.updateMany({ where: { teamId }, data: { teamId: null } });
  await tx.team.update({ where: { id: teamId }, data: { deletedAt: now } });
}

/** The teams that were deleted before a moment and whose record is still there, oldest first. */
export async function findDeletedTeams(db: Transaction, before: Date, limit: number): Promise<string[]> {
  const rows = await db.team.findMany({
    where: { deletedAt: { lt: before } },
    select: { id: true },
    orderBy: { deletedAt: "asc" },
    take: limit,
  });
  return rows.map(({ id }) => id);
}

/** Removes the record of a deleted team that has no stats left. False when it has some, or there is none. */
export async function removeTeam(tx: Transaction, id: string): Promise<boolean> {
  // A stat that is being made holds the record until it is committed, and the count comes after.
  await tx.$queryRaw`SELECT 1 FROM team WHERE id = ${id}::uuid FOR UPDATE`;
  if ((await tx.stat.count({ where: { teamId: id } })) > 0) return false;
  const { count } = await tx.team.deleteMany({ where: { id, deletedAt: { not: null } } });
  return count === 1;
}
