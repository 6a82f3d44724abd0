import type pg from "pg";
import { type StatKind, TRASH_HOURS } from "@/lib/domain/stat";
import { newClassicKey, newPublicId } from "@/lib/store/records/identity";
import { ask } from "./flush-pool";

/** A stat as ingest knows it. */
export interface FedStat {
  /** Of its rows in the series tables. */
  id: number;
  publicId: string;
  teamId: string;
  kind: StatKind;
  /** Unix milliseconds; null outside the trash. */
  trashedAt: number | null;
  /** How many days back it takes numbers; null is any number of days. */
  retentionDays: number | null;
}

/** Why a new stat was not made, and in how many seconds to ask again. */
export interface NotMade {
  refused: "stats" | "new_stats";
  retryAfterSeconds: number;
}

interface Row {
  name: string;
  stat_id: string;
  public_id: string;
  kind: StatKind;
  trashed_at: Date | null;
  retention_days: number | null;
}

const FIND = `
  SELECT n.name, s.id AS stat_id, s.public_id, s.kind, s.trashed_at, s.retention_days
  FROM stat_name n JOIN stat s ON s.id = n.stat_id
  WHERE n.team_id = $1 AND n.name = ANY ($2)`;

/** What the names of a team feed; names that feed nothing are missing. */
export async function findFedStats(pool: pg.Pool, teamId: string, names: string[]): Promise<Map<string, FedStat>> {
  const rows = await ask<Row>(pool, { name: "ingest_names", text: FIND, values: [teamId, names] });
  return new Map(rows.map((row) => [row.name, fedStat(teamId, row)]));
}

// A stat that is made here is not in the snapshot of the join: it keeps its minutes as the team's new stats do.
const CREATE = `
  SELECT c.*, CASE WHEN s.id IS NULL THEN t.retention_days ELSE s.retention_days END AS retention_days
  FROM ingest_create_stats($1, $2, $3::stat_kind[], $4, $5, $6, $7, $8) c
  JOIN team t ON t.id = $1
  LEFT JOIN stat s ON s.id = c.stat_id`;
const ATTEMPTS = 5;

/**
 * Makes the stats whose names feed nothing yet, within the team's limits, and tells what each name feeds now.
 * Safe to call from many processes with the same names: one makes the stat, all get it.
 */
export async function createFedStats(
  pool: pg.Pool,
  teamId: string,
  wanted: { name: string; kind: StatKind }[],
  limits: { stats: number; newStatsPerMinute: number },
): Promise<Map<string, FedStat | NotMade>> {
  const found = new Map<string, FedStat | NotMade>();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    const missing = wanted.filter((each) => !found.has(each.name));
    if (missing.length === 0) break;
    const ids = missing.map(newPublicId);
    const rows = await ask<Row & { refused: NotMade["refused"] | null; retry_after: number }>(pool, {
      name: "ingest_create_stats",
      text: CREATE,
      values: [
        teamId,
        missing.map((each) => each.name),
        missing.map((each) => each.kind),
        ids,
        ids.map(newClassicKey),
        TRASH_HOURS,
        limits.stats,
        limits.newStatsPerMinute,
      ],
    });
    for (const row of rows) {
      const { refused, retry_after: retryAfterSeconds } = row;
      found.set(row.name, refused === null ? fedStat(teamId, row) : { refused, retryAfterSeconds });
    }
  }
  return found;
}

function fedStat(teamId: string, row: Row): FedStat {
  return {
    id: Number(row.stat_id),
    publicId: row.public_id,
    teamId,
    kind: row.kind,
    trashedAt: row.trashed_at === null ? null : row.trashed_at.getTime(),
    retentionDays: row.retention_days,
  };
}
