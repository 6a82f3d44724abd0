import type pg from "pg";
import { type KeyKind, visiblePrefix } from "@/lib/domain/key";
import type { ApiKey } from "@/lib/store/generated/client";
import { hashKey, newApiKey } from "./identity";
import type { Transaction } from "./transaction";

/** An API key as a list shows it: never the key itself. */
export interface KeyRecord {
  id: string;
  name: string;
  kind: KeyKind;
  /** Its first characters, for recognising it. */
  prefix: string;
  createdAt: Date;
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
  });
  return keys.map(record);
}

/** Makes a key and returns it in clear: the one time it can be shown. */
export async function insertKey(db: Transaction, fresh: NewKey): Promise<KeyRecord & { key: string }> {
  const key = newApiKey(fresh.kind);
  const made = await db.apiKey.create({ data: { ...fresh, prefix: visiblePrefix(key), hash: hashKey(key) } });
  return { ...record(made), key };
}

/** Ends a key of the team. False when the team has no such key, or it was revoked before. */
export async function revoke(db: Transaction, teamId: string, id: string, now: Date): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({ where: { id, teamId, revokedAt: null }, data: { revokedAt: now } });
  return count === 1;
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

function record(key: ApiKey): KeyRecord {
  const { id, name, kind, prefix, createdAt, lastUsedAt, expiresAt } = key;
  return { id, name, kind, prefix, createdAt, lastUsedAt, expiresAt };
}
