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

/** Whose a key is, or null when it is unknown, revoked or expired. */
export async function findKeyOwner(db: Transaction, key: string, now: Date): Promise<KeyOwner | null> {
  const found = await db.apiKey.findUnique({ where: { hash: hashKey(key) } });
  if (found === null || found.revokedAt !== null) return null;
  if (found.expiresAt !== null && found.expiresAt <= now) return null;
  const { id: keyId, kind, teamId, userId, lastUsedAt } = found;
  return { keyId, kind, teamId, userId, lastUsedAt };
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
