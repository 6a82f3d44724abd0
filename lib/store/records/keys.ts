import { randomBytes } from "node:crypto";
import type pg from "pg";
import { type KeyKind, visibleAliasPrefix, visiblePrefix } from "@/lib/domain/key";
import type { Prisma } from "@/lib/store/generated/client";
import { hashKey, newApiKey } from "./identity";
import type { Transaction } from "./transaction";

/** An API key as a list shows it: never the key itself. */
export interface KeyRecord {
  id: string;
  name: string;
  kind: KeyKind;
  /** A text that was brought along as an EZ key: it only sends, and nothing of ours tells it from any other text. */
  alias: boolean;
  /** Its first characters, for recognising it. */
  prefix: string;
  createdAt: Date;
  /** Who made it; null when that account is gone. Keys outlive the membership of their makers. */
  createdBy: { email: string; inTeam: boolean } | null;
  /** To the minute; null until it is used. */
  lastUsedAt: Date | null;
  expiresAt: Date | null;
}

export interface NewKey {
  teamId: string;
  userId: string | null;
  name: string;
  kind: KeyKind;
  expiresAt: Date | null;
  /** Now by the database's clock when absent. */
  createdAt?: Date;
}

export interface KeyOwner {
  keyId: string;
  kind: KeyKind;
  teamId: string;
  userId: string | null;
  lastUsedAt: Date | null;
}

/** A page of the team's keys that are not revoked, newest first; `after` is the id of the last one seen. */
export async function findKeys(
  db: Transaction,
  teamId: string,
  page: { limit: number; after: string | null },
): Promise<KeyRecord[]> {
  const keys = await db.apiKey.findMany({
    where: { teamId, revokedAt: null, ...(page.after === null ? {} : { id: { lt: page.after } }) },
    orderBy: { id: "desc" },
    take: page.limit,
    select: shown(teamId),
  });
  return keys.map(record);
}

/** A key of the team that is not revoked, locked until the transaction ends; null when there is none. */
export async function lockKey(tx: Transaction, teamId: string, id: string): Promise<KeyRecord | null> {
  await tx.$queryRaw`SELECT 1 FROM api_key WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid FOR UPDATE`;
  const key = await tx.apiKey.findFirst({ where: { id, teamId, revokedAt: null }, select: shown(teamId) });
  return key && record(key);
}

/** Makes a key and returns it in clear: the one time it can be shown. */
export async function insertKey(db: Transaction, fresh: NewKey): Promise<KeyRecord & { key: string }> {
  const key = newApiKey(fresh.kind);
  const made = await db.apiKey.create({
    data: { ...fresh, prefix: visiblePrefix(key), hash: hashKey(key) },
    select: shown(fresh.teamId),
  });
  return { ...record(made), key };
}

/**
 * Makes a text be an EZ key of the team, or returns null when another key has it. A text that was revoked stays its
 * team's, since old scripts may still send it; with `takeOver` it is anybody's who may have it.
 */
export async function insertAlias(
  tx: Transaction,
  fresh: Omit<NewKey, "kind" | "expiresAt"> & { alias: string; takeOver: boolean },
): Promise<KeyRecord | null> {
  const { alias, takeOver, ...rest } = fresh;
  const hash = hashKey(alias);
  const free = { hash, revokedAt: { not: null }, ...(takeOver ? {} : { teamId: fresh.teamId }) };
  await tx.apiKey.updateMany({ where: free, data: { hash: new Uint8Array(randomBytes(hash.length)) } });
  const [made] = await tx.apiKey.createManyAndReturn({
    data: [{ ...rest, kind: "ingest", alias: true, prefix: visibleAliasPrefix(alias), hash }],
    skipDuplicates: true,
    select: { id: true },
  });
  return made === undefined ? null : lockKey(tx, fresh.teamId, made.id);
}

/** Whether an address is the proved one of somebody in the team. */
export async function isProvedInTeam(db: Transaction, teamId: string, email: string): Promise<boolean> {
  return (await db.membership.count({ where: { teamId, user: { verifiedEmail: email } } })) > 0;
}

/** Ends a key for good. */
export async function revokeNow(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.apiKey.update({ where: { id }, data: { revokedAt: now } });
}

/** Sets when a key expires. */
export async function expireAt(tx: Transaction, id: string, expiresAt: Date): Promise<void> {
  await tx.apiKey.update({ where: { id }, data: { expiresAt } });
}

/** The team's name, and the proved addresses of its owners and admins: whom a new key is told to. */
export async function findKeyWatchers(
  db: Transaction,
  teamId: string,
): Promise<{ team: string; watchers: { userId: string; email: string }[] }> {
  const { name, memberships } = await db.team.findUniqueOrThrow({
    where: { id: teamId },
    select: {
      name: true,
      memberships: {
        where: { role: { in: ["owner", "admin"] }, user: { verifiedEmail: { not: null } } },
        select: { userId: true, user: { select: { verifiedEmail: true } } },
        orderBy: { userId: "asc" },
      },
    },
  });
  const watchers = memberships.flatMap(({ userId, user }) =>
    user.verifiedEmail === null ? [] : [{ userId, email: user.verifiedEmail }],
  );
  return { team: name, watchers };
}

const FIND_OWNER = `
  SELECT id AS "keyId", kind, team_id AS "teamId", user_id AS "userId", last_used_at AS "lastUsedAt" FROM api_key
  WHERE hash = $1 AND revoked_at IS NULL AND (expires_at IS NULL OR expires_at > $2)`;

/** Whose a key is, or null when it is unknown, revoked or expired. Every call of the API asks, so it is plain SQL. */
export async function findKeyOwner(pool: pg.Pool, key: string, now: Date): Promise<KeyOwner | null> {
  const values = [Buffer.from(hashKey(key)), now];
  const { rows } = await pool.query<KeyOwner>({ name: "find_key_owner", text: FIND_OWNER, values });
  return rows[0] ?? null;
}

/** Notes that a key was used, unless that was noted since `before`: a busy key writes its row once a minute. */
export async function noteKeyUse(db: Transaction, keyId: string, now: Date, before: Date): Promise<void> {
  await db.apiKey.updateMany({
    where: { id: keyId, OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: before } }] },
    data: { lastUsedAt: now },
  });
}

function shown(teamId: string) {
  return {
    id: true,
    name: true,
    kind: true,
    alias: true,
    prefix: true,
    createdAt: true,
    lastUsedAt: true,
    expiresAt: true,
    user: { select: { email: true, memberships: { where: { teamId }, select: { role: true } } } },
  } satisfies Prisma.ApiKeySelect;
}

function record({ user, ...key }: Prisma.ApiKeyGetPayload<{ select: ReturnType<typeof shown> }>): KeyRecord {
  return { ...key, createdBy: user && { email: user.email, inTeam: user.memberships.length > 0 } };
}
