import type pg from "pg";
import type { KeyKind } from "@/lib/domain/key";
import type { StatKind } from "@/lib/domain/stat";
import { hashKey } from "@/lib/store/records/identity";
import type { FedStat } from "./flush-names";
import { ask } from "./flush-pool";

/** Whose numbers a key brings in, and how that team wants its posts answered. */
export interface Owner {
  teamId: string;
  keyId: string;
  keyKind: KeyKind;
  /** Unix milliseconds. */
  expiresAt: number | null;
  revoked: boolean;
  verboseReplies: boolean;
  ezEnabled: boolean;
}

/** The stat that a pair of classic keys opens. */
export interface ClassicOwner {
  stat: FedStat;
  verboseReplies: boolean;
}

interface OwnerRow {
  hash: Buffer;
  team_id: string;
  id: string;
  kind: KeyKind;
  expires_at: Date | null;
  revoked_at: Date | null;
  verbose_replies: boolean;
  ez_enabled: boolean;
}

const FIND_KEYS = `
  SELECT k.hash, k.team_id, k.id, k.kind, k.expires_at, k.revoked_at, t.verbose_replies, t.ez_enabled
  FROM api_key k JOIN team t ON t.id = k.team_id WHERE k.hash = ANY ($1)`;

/** The owners of those of the keys that somebody has, by key; revoked and expired ones included. */
export async function findOwners(pool: pg.Pool, keys: readonly string[]): Promise<Map<string, Owner>> {
  const hashes = keys.map((key) => Buffer.from(hashKey(key)));
  const rows = await ask<OwnerRow>(pool, { name: "ingest_keys", text: FIND_KEYS, values: [hashes] });
  const owners = new Map(rows.map((row) => [row.hash.toString("hex"), owner(row)]));
  return new Map(
    keys.flatMap((key, index) => {
      const found = owners.get(hashes[index]?.toString("hex") ?? "");
      return found === undefined ? [] : [[key, found]];
    }),
  );
}

function owner(row: OwnerRow): Owner {
  return {
    teamId: row.team_id,
    keyId: row.id,
    keyKind: row.kind,
    expiresAt: row.expires_at === null ? null : row.expires_at.getTime(),
    revoked: row.revoked_at !== null,
    verboseReplies: row.verbose_replies,
    ezEnabled: row.ez_enabled,
  };
}

// The key of a stat that was merged away feeds the stat it was merged into.
const FIND_CLASSIC = `
  SELECT s.id, s.public_id, s.team_id, s.kind, s.trashed_at, s.retention_days, t.verbose_replies
  FROM stat k JOIN stat s ON s.id = coalesce(k.merged_into_id, k.id) JOIN team t ON t.id = s.team_id
  WHERE k.classic_key = $1 AND t.ukey = $2`;

export async function findClassicOwner(pool: pg.Pool, key: string, ukey: string): Promise<ClassicOwner | null> {
  const [row] = await ask<{
    id: string;
    public_id: string;
    team_id: string;
    kind: StatKind;
    trashed_at: Date | null;
    retention_days: number | null;
    verbose_replies: boolean;
  }>(pool, { name: "ingest_classic", text: FIND_CLASSIC, values: [key, ukey] });
  if (row === undefined) return null;
  const { id, public_id: publicId, team_id: teamId, kind, trashed_at: trashed, retention_days: retentionDays } = row;
  const trashedAt = trashed === null ? null : trashed.getTime();
  const stat = { id: Number(id), publicId, teamId, kind, trashedAt, retentionDays };
  return { stat, verboseReplies: row.verbose_replies };
}

/** Notes that keys were used, to the minute. */
export async function noteKeyUses(pool: pg.Pool, keyIds: string[]): Promise<void> {
  await ask(pool, {
    text: `UPDATE api_key SET last_used_at = date_trunc('minute', clock_timestamp()) WHERE id IN (
      SELECT id FROM api_key WHERE id = ANY ($1::uuid[])
        AND (last_used_at IS NULL OR last_used_at < date_trunc('minute', clock_timestamp()))
      ORDER BY id FOR NO KEY UPDATE SKIP LOCKED)`,
    values: [keyIds],
  });
}
