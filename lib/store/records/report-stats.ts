import type pg from "pg";
import type { ReportStat, ReportSubject, RungAlert } from "@/lib/domain/report";
import { Prisma } from "@/lib/store/generated/client";

/** More stats than so many one report does not look at. */
const MOST_STATS = 10_000;
const MOST_ALERTS = 100;

/** A stat that a report tells of. */
export interface ToldStat extends ReportStat {
  seriesId: bigint;
  /** Unix seconds. */
  madeAt: number;
}

/**
 * The stats that a report of a team looks at, as the team sees them now: its own and those that others share with it,
 * by name. Favourites are those of the person while they are in the team.
 */
export async function readToldStats(pool: pg.Pool, teamId: string, subject: ReportSubject): Promise<ToldStat[]> {
  const { text, values } = Prisma.sql`
    SELECT s.id::text AS "seriesId", s.public_id AS id, s.name, s.kind, s.unit,
      floor(extract(epoch FROM s.created_at))::float8 AS "madeAt"
    FROM (
      SELECT s.* FROM stat s WHERE s.team_id = ${teamId}::uuid
      UNION ALL
      SELECT s.* FROM stat_share h JOIN stat s ON s.id = h.stat_id
        JOIN team o ON o.id = s.team_id AND o.deleted_at IS NULL
      WHERE h.team_id = ${teamId}::uuid AND s.team_id <> ${teamId}::uuid) s
    WHERE s.trashed_at IS NULL AND s.merged_into_id IS NULL AND ${among(teamId, subject)}
    ORDER BY s.name COLLATE "C", s.public_id COLLATE "C" LIMIT ${MOST_STATS}`;
  const { rows } = await pool.query<Omit<ToldStat, "seriesId"> & { seriesId: string }>(text, values);
  return rows.map((row) => ({ ...row, seriesId: BigInt(row.seriesId) }));
}

function among(teamId: string, subject: ReportSubject): Prisma.Sql {
  switch (subject.kind) {
    case "moved":
      return Prisma.sql`true`;
    case "tags":
      return Prisma.sql`s.tags && ${subject.tags}::text[]`;
    case "stats":
      return Prisma.sql`s.public_id = ANY(${subject.statIds}::text[])`;
    case "favourites":
      return Prisma.sql`EXISTS (
        SELECT FROM favourite f JOIN membership m ON m.user_id = f.user_id AND m.team_id = ${teamId}::uuid
        WHERE f.stat_id = s.id AND f.user_id = ${subject.userId}::uuid)`;
  }
}

interface RungRow {
  id: string;
  name: string;
  stat: ReportStat;
  reason: string | null;
  beganAt: number;
  endedAt: number | null;
}

// Of a stat in the trash, or one that is no longer shared, nothing is told.
const RUNG = `
  SELECT i.id, i.rule ->> 'name' AS name,
    jsonb_build_object('id', s.public_id, 'name', s.name, 'kind', s.kind, 'unit', s.unit) AS stat,
    (SELECT e.reason FROM incident_event e
      WHERE e.incident_id = i.id AND e.to_state IS NOT NULL ORDER BY e.id LIMIT 1) AS reason,
    extract(epoch FROM i.began_at)::float8 AS "beganAt", extract(epoch FROM i.ended_at)::float8 AS "endedAt"
  FROM incident i JOIN stat s ON s.id = i.stat_id
  WHERE i.team_id = $1 AND ($4::bigint[] IS NULL OR i.stat_id = ANY ($4))
    AND (i.ended_at IS NULL OR i.began_at >= to_timestamp($2) AND i.began_at < to_timestamp($3))
    AND s.trashed_at IS NULL AND (s.team_id = i.team_id OR EXISTS (
      SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
      WHERE h.stat_id = s.id AND h.team_id = i.team_id AND o.deleted_at IS NULL))
  ORDER BY i.ended_at IS NOT NULL, i.began_at DESC, i.id LIMIT ${MOST_ALERTS}`;

/**
 * What rang of a team's alerts since a moment and before another, unix seconds, and what rings still; of these stats
 * alone.
 */
export async function readRungAlerts(
  pool: pg.Pool,
  { teamId, from, to, seriesIds }: { teamId: string; from: number; to: number; seriesIds: bigint[] | null },
): Promise<RungAlert[]> {
  const { rows } = await pool.query<RungRow>(RUNG, [teamId, from, to, seriesIds?.map(String) ?? null]);
  return rows.map(({ id, name, reason, ...row }) => ({ ...row, incidentId: id, alert: name, reason: reason ?? "" }));
}
