import type { KeyKind } from "@/lib/domain/key";
import { visiblePrefix } from "@/lib/domain/key";
import { hashKey, newApiKey, newUkey } from "./identity";
import type { Transaction } from "./transaction";

export interface Account {
  userId: string;
  email: string;
  /** Whether the address was proved to be theirs. */
  verified: boolean;
  passwordHash: string | null;
  tokenVersion: number;
}

/**
 * The account that an address, as `parseEmail` returns it, signs in to: the one that proved it, else the one that
 * claimed it first. One statement, so that an unknown address takes as long.
 */
export async function findAccount(db: Transaction, email: string): Promise<Account | null> {
  const proved = { verifiedEmail: { sort: "asc", nulls: "last" } } as const;
  return told(await db.user.findFirst({ where: { email }, orderBy: [proved, { createdAt: "asc" }, { id: "asc" }] }));
}

/** The account that proved an address; null when none did. */
export async function findProvedAccount(db: Transaction, email: string): Promise<Account | null> {
  return told(await db.user.findUnique({ where: { verifiedEmail: email } }));
}

interface Row {
  id: string;
  email: string;
  verifiedEmail: string | null;
  passwordHash: string | null;
  tokenVersion: number;
}

function told(user: Row | null): Account | null {
  if (user === null) return null;
  const { id: userId, email, verifiedEmail, passwordHash, tokenVersion } = user;
  return { userId, email, verified: verifiedEmail !== null, passwordHash, tokenVersion };
}

export interface NewAccount {
  email: string;
  passwordHash: string | null;
  /** Whether the address is proved to be theirs; only one account may have it then. */
  verified: boolean;
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

/** Makes a person, the team they own and keys for it, or returns null when another account has proved the address. */
export async function insertAccount(tx: Transaction, account: NewAccount): Promise<MadeAccount | null> {
  const { email, passwordHash, verified } = account;
  const [user] = await tx.user.createManyAndReturn({
    data: [{ email, passwordHash, verifiedEmail: verified ? email : null }],
    skipDuplicates: true,
  });
  if (user === undefined) return null;
  const team =
    "id" in account.team ? account.team : await tx.team.create({ data: { ...account.team, ukey: newUkey() } });
  await tx.membership.create({ data: { teamId: team.id, userId: user.id, role: "owner", mailNewStats: true } });
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
