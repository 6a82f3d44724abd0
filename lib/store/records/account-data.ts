import type { KeyKind } from "@/lib/domain/key";
import type { Role } from "@/lib/domain/team";
import { findOwnAccount } from "./own-account";
import { findOwnEvents, type OwnEvent } from "./own-events";
import type { SessionRecord } from "./sessions";
import type { Transaction } from "./transaction";

/** Everything that is kept about a person; no hash of a password, a key or a link. */
export interface AccountData {
  account: { id: string; email: string; verified: boolean; hasPassword: boolean; createdAt: Date };
  sessions: SessionRecord[];
  memberships: { teamId: string; team: string; role: Role; since: Date; mailNewStats: boolean }[];
  /** Keys they made, in whichever team. */
  keys: {
    id: string;
    teamId: string;
    name: string;
    kind: KeyKind;
    prefix: string;
    createdAt: Date;
    lastUsedAt: Date | null;
    expiresAt: Date | null;
    revokedAt: Date | null;
  }[];
  favourites: { teamId: string; id: string; name: string }[];
  /** The latest first; what they did in teams is in the teams' logs. */
  events: OwnEvent[];
}

const MOST_EVENTS = 10_000;

/** Null when the account was deleted. */
export async function findAccountData(db: Transaction, userId: string): Promise<AccountData | null> {
  const own = await findOwnAccount(db, userId);
  if (own === null) return null;
  const [sessions, memberships, keys, favourites, events] = await Promise.all([
    db.userSession.findMany({
      where: { userId },
      orderBy: { id: "asc" },
      select: { id: true, createdAt: true, lastSeenAt: true, expiresAt: true, address: true, agent: true },
    }),
    db.membership.findMany({ where: { userId }, orderBy: { createdAt: "asc" }, include: { team: true } }),
    db.apiKey.findMany({ where: { userId }, orderBy: { id: "asc" }, omit: { hash: true, userId: true, alias: true } }),
    db.favourite.findMany({ where: { userId }, orderBy: { statId: "asc" }, include: { stat: true } }),
    findOwnEvents(db, userId, MOST_EVENTS),
  ]);
  const { email, verifiedEmail, passwordHash, createdAt } = own;
  return {
    account: { id: userId, email, verified: verifiedEmail !== null, hasPassword: passwordHash !== null, createdAt },
    sessions,
    memberships: memberships.map(({ team, role, createdAt: since, mailNewStats }) => ({
      teamId: team.id,
      team: team.name,
      role,
      since,
      mailNewStats,
    })),
    keys,
    favourites: favourites.map(({ stat }) => ({ teamId: stat.teamId, id: stat.publicId, name: stat.name })),
    events,
  };
}
