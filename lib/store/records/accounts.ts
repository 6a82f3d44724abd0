import type { KeyKind } from "@/lib/domain/key";
import { visiblePrefix } from "@/lib/domain/key";
import type { Role } from "@/lib/domain/team";
import { hashKey, newApiKey, newUkey } from "./identity";
import type { Transaction } from "./transaction";

export interface Account {
  userId: string;
  passwordHash: string | null;
  tokenVersion: number;
}

/** The account of an address as `parseEmail` returns it. */
export async function findAccount(db: Transaction, email: string): Promise<Account | null> {
  const user = await db.user.findUnique({ where: { email } });
  return user && { userId: user.id, passwordHash: user.passwordHash, tokenVersion: user.tokenVersion };
}

export interface NewAccount {
  email: string;
  passwordHash: string | null;
  emailVerifiedAt: Date | null;
  /** The team to make for them, or the id of one they join as an owner. */
  team: { name: string; zone: string } | { id: string };
  /** The keys to make, by kind, with the name each is listed under. */
  keys: { kind: KeyKind; name: string }[];
}

export interface MadeAccount {
  userId: string;
  teamId: string;
  tokenVersion: number;
  /** In clear and in the order asked for; from here on only their hashes exist. */
  keys: string[];
}

/** Makes a person, the team they own and keys for it, or returns null when the address has an account already. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<MadeAccount | null> {
  const { email, passwordHash, emailVerifiedAt } = account;
  const [user] = await tx.user.createManyAndReturn({
    data: [{ email, passwordHash, emailVerifiedAt }],
    skipDuplicates: true,
  });
  if (user === undefined) return null;
  const team =
    "id" in account.team ? account.team : await tx.team.create({ data: { ...account.team, ukey: newUkey() } });
  await tx.membership.create({ data: { teamId: team.id, userId: user.id, role: "owner" } });
  const keys = account.keys.map((each) => ({ ...each, key: newApiKey(each.kind) }));
  await tx.apiKey.createMany({
    data: keys.map(({ kind, name, key }) => ({
      teamId: team.id,
      userId: user.id,
      kind,
      name,
      prefix: visiblePrefix(key),
      hash: hashKey(key),
    })),
  });
  return { userId: user.id, teamId: team.id, tokenVersion: user.tokenVersion, keys: keys.map((each) => each.key) };
}

export async function replacePasswordHash(db: Transaction, userId: string, passwordHash: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId }, data: { passwordHash } });
}

/** Raises the version that every session of the person carries, so that all of them end. */
export async function raiseTokenVersion(db: Transaction, userId: string): Promise<void> {
  await db.user.updateMany({ where: { id: userId }, data: { tokenVersion: { increment: 1 } } });
}

export interface SessionOwner {
  tokenVersion: number;
  /** The team the person works in: the one they have been in longest. Null when they are in none. */
  membership: { teamId: string; role: Role } | null;
}

/** Who a session belongs to, as the database knows it now; null when the person is gone. */
export async function findSessionOwner(db: Transaction, userId: string): Promise<SessionOwner | null> {
  const user = await db.user.findUnique({
    where: { id: userId },
    select: {
      tokenVersion: true,
      memberships: {
        select: { teamId: true, role: true },
        orderBy: [{ createdAt: "asc" }, { teamId: "asc" }],
        take: 1,
      },
    },
  });
  return user && { tokenVersion: user.tokenVersion, membership: user.memberships[0] ?? null };
}
