import type pg from "pg";
import type { Source } from "@/lib/domain/source";
import type { Role } from "@/lib/domain/team";
import type { Transaction } from "./transaction";

export interface NewSession {
  userId: string;
  now: Date;
  expiresAt: Date;
  from: Source;
}

const MOST_CHARACTERS = 400;

/** Notes that a person signed in in a browser, and returns the id that its token carries. */
export async function insertSession(tx: Transaction, { userId, now, expiresAt, from }: NewSession): Promise<string> {
  const agent = from.agent.slice(0, MOST_CHARACTERS);
  const { id } = await tx.userSession.create({
    data: { userId, createdAt: now, lastSeenAt: now, expiresAt, address: from.address, agent },
  });
  return id;
}

export interface SessionOwner {
  userId: string;
  tokenVersion: number;
  lastSeenAt: Date;
  /** The team the person works in there: the one they chose, else the one they have been in longest. Null when in none. */
  membership: { teamId: string; role: Role } | null;
}

interface OwnerRow extends Omit<SessionOwner, "membership"> {
  teamId: string | null;
  role: Role | null;
}

const FIND_OWNER = `
  SELECT u.id AS "userId", u.token_version AS "tokenVersion", s.last_seen_at AS "lastSeenAt", m.team_id AS "teamId", m.role
  FROM user_session s
  JOIN app_user u ON u.id = s.user_id
  LEFT JOIN LATERAL (
    SELECT c.team_id, c.role FROM membership c WHERE c.user_id = u.id
    ORDER BY c.team_id = s.team_id DESC NULLS LAST, c.created_at, c.team_id LIMIT 1) m ON true
  WHERE s.id = $1 AND s.expires_at > $2 AND s.last_seen_at > $3`;

/**
 * Who a session belongs to, as the database knows it now; null when it was ended, has expired, or was last seen before
 * `idleSince`. Every page and every call of a signed-in person asks, so it is plain SQL.
 */
export async function findSessionOwner(
  pool: pg.Pool,
  sessionId: string,
  now: Date,
  idleSince: Date,
): Promise<SessionOwner | null> {
  const values = [sessionId, now, idleSince];
  const { rows } = await pool.query<OwnerRow>({ name: "find_session_owner", text: FIND_OWNER, values });
  const [row] = rows;
  if (row === undefined) return null;
  const { teamId, role, ...owner } = row;
  return { ...owner, membership: teamId === null || role === null ? null : { teamId, role } };
}

/** Notes that a session is in use, unless that was noted since `before`. */
export async function noteSessionUse(
  db: Transaction,
  sessionId: string,
  from: Source,
  now: Date,
  before: Date,
): Promise<void> {
  await db.userSession.updateMany({
    where: { id: sessionId, lastSeenAt: { lt: before } },
    data: { lastSeenAt: now, ...(from.address === "" ? {} : { address: from.address }) },
  });
}

/** Ends a session of the person. False when there is none. */
export async function deleteSession(db: Transaction, userId: string, sessionId: string): Promise<boolean> {
  const { count } = await db.userSession.deleteMany({ where: { id: sessionId, userId } });
  return count === 1;
}

/** Ends every session of the person but one, if one is named. */
export async function deleteSessions(db: Transaction, userId: string, except?: string): Promise<number> {
  const { count } = await db.userSession.deleteMany({
    where: { userId, ...(except === undefined ? {} : { id: { not: except } }) },
  });
  return count;
}

export interface SessionRecord {
  id: string;
  createdAt: Date;
  /** To the minute. */
  lastSeenAt: Date;
  expiresAt: Date;
  address: string;
  agent: string;
}

const SHOWN = { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, agent: true } as const;

/** The person's sessions that can still be used, the one seen last first. */
export async function findSessions(
  db: Transaction,
  userId: string,
  now: Date,
  idleSince: Date,
): Promise<SessionRecord[]> {
  return db.userSession.findMany({
    where: { userId, expiresAt: { gt: now }, lastSeenAt: { gt: idleSince } },
    orderBy: [{ lastSeenAt: "desc" }, { id: "desc" }],
    select: SHOWN,
  });
}

/** When the person signed in in this session; null when it was ended. */
export async function findSignInTime(db: Transaction, userId: string, sessionId: string): Promise<Date | null> {
  const session = await db.userSession.findFirst({ where: { id: sessionId, userId }, select: { createdAt: true } });
  return session?.createdAt ?? null;
}
