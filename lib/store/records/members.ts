import type { Member } from "@/lib/domain/people";
import type { Role } from "@/lib/domain/team";
import { endConsent } from "./report-recipients";
import type { Transaction } from "./transaction";

/** The people in a team by id, or one of them; `after` is the id of the last one seen. */
export async function findMembers(
  db: Transaction,
  teamId: string,
  page: { limit: number; after: string | null } | { id: string },
): Promise<Member[]> {
  const one = "id" in page;
  const userId = one ? page.id : { ...(page.after === null ? {} : { gt: page.after }) };
  const keys = { where: { teamId, revokedAt: null }, select: { name: true }, orderBy: { id: "asc" } } as const;
  const rows = await db.membership.findMany({
    where: { teamId, userId },
    include: { user: { select: { email: true, keys } } },
    orderBy: { userId: "asc" },
    take: one ? 1 : page.limit,
  });
  return rows.map(({ userId: id, role, createdAt, mailNewStats, user }) => ({
    id,
    email: user.email,
    role,
    joinedAt: createdAt,
    mailNewStats,
    keys: user.keys.map(({ name }) => name),
  }));
}

/** Somebody in a team: what they may do there, and how to reach them; null when they are not in it. */
export interface KnownMember {
  email: string;
  /** The same address when they proved it: mail goes nowhere else. */
  verifiedEmail: string | null;
  role: Role;
}

export async function findMember(db: Transaction, teamId: string, userId: string): Promise<KnownMember | null> {
  const row = await db.membership.findUnique({
    where: { teamId_userId: { teamId, userId } },
    select: { role: true, user: { select: { email: true, verifiedEmail: true } } },
  });
  return row && { role: row.role, ...row.user };
}

/** The proved addresses of everybody in a team but one. */
export async function findOthersAddresses(db: Transaction, teamId: string, except: string | null): Promise<string[]> {
  const rows = await db.user.findMany({
    where: {
      memberships: { some: { teamId } },
      verifiedEmail: { not: null },
      ...(except === null ? {} : { id: { not: except } }),
    },
    select: { verifiedEmail: true },
    orderBy: { id: "asc" },
  });
  return rows.flatMap(({ verifiedEmail }) => (verifiedEmail === null ? [] : [verifiedEmail]));
}

/** Whether somebody with this address is in a team. */
export async function isMember(db: Transaction, teamId: string, email: string): Promise<boolean> {
  const user = { OR: [{ verifiedEmail: email }, { email }] };
  return (await db.membership.count({ where: { teamId, user } })) > 0;
}

/** How many owners a team has; under the team's lock it stays so. */
export async function countOwners(tx: Transaction, teamId: string): Promise<number> {
  return tx.membership.count({ where: { teamId, role: "owner" } });
}

/** How many teams a person owns. */
export async function countOwned(db: Transaction, userId: string): Promise<number> {
  return db.membership.count({ where: { userId, role: "owner" } });
}

/** Puts a person into a team. False when they are in it already: their role stays as it is. */
export async function insertMember(
  tx: Transaction,
  fresh: { teamId: string; userId: string; role: Role; mailNewStats: boolean },
): Promise<boolean> {
  const { count } = await tx.membership.createMany({ data: [fresh], skipDuplicates: true });
  return count === 1;
}

export async function changeRole(tx: Transaction, teamId: string, userId: string, role: Role): Promise<void> {
  await tx.membership.update({ where: { teamId_userId: { teamId, userId } }, data: { role } });
}

/** Takes a person out of a team: none of their sessions works in it from the next request on. */
export async function deleteMember(tx: Transaction, teamId: string, userId: string): Promise<void> {
  await endConsent(tx, teamId, userId);
  await tx.membership.deleteMany({ where: { teamId, userId } });
  await tx.userSession.updateMany({ where: { teamId, userId }, data: { teamId: null } });
}

/** Ends the keys of a team that a person made, and returns what they were called. */
export async function revokeKeysOf(tx: Transaction, teamId: string, userId: string, now: Date) {
  return tx.apiKey.updateManyAndReturn({
    where: { teamId, userId, revokedAt: null },
    data: { revokedAt: now },
    select: { id: true, name: true },
  });
}

/** Says whether new stats are told to a person by mail. False when they are not in the team. */
export async function setNewStatMail(
  db: Transaction,
  teamId: string,
  userId: string,
  mailNewStats: boolean,
): Promise<boolean> {
  const { count } = await db.membership.updateMany({ where: { teamId, userId }, data: { mailNewStats } });
  return count === 1;
}

/**
 * Makes a person who proved their address and is in no team. Null when another account has proved it.
 */
export async function insertPerson(
  tx: Transaction,
  { email, passwordHash }: { email: string; passwordHash: string },
): Promise<{ userId: string; tokenVersion: number } | null> {
  const [user] = await tx.user.createManyAndReturn({
    data: [{ email, passwordHash, verifiedEmail: email }],
    skipDuplicates: true,
  });
  return user === undefined ? null : { userId: user.id, tokenVersion: user.tokenVersion };
}
