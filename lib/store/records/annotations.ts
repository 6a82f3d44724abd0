import type pg from "pg";
import type { Annotation } from "@/lib/domain/annotation";

/** More than so many marks in one chart tell nothing: the newest are kept. */
const MOST_IN_A_CHART = 200;

// A team's own, and what the team whose stat it is wrote about that stat.
const FIND = `
  SELECT a.id, s.public_id AS "statId", a.at, a.until, a.text, a.author, a.created_at AS "createdAt"
  FROM annotation a LEFT JOIN stat s ON s.id = a.stat_id
  WHERE (a.team_id = $1 AND (a.stat_id IS NULL OR a.stat_id = ANY ($2::bigint[]))
      OR a.stat_id = ANY ($2::bigint[]) AND a.team_id = s.team_id)
    AND a.at < to_timestamp($4) AND coalesce(a.until, a.at) >= to_timestamp($3)
  ORDER BY a.at DESC, a.id DESC LIMIT ${MOST_IN_A_CHART}`;

/** What happened in [from, to), unix seconds, to these stats or to all of a team's; oldest first. */
export async function findAnnotations(
  pool: pg.Pool,
  { teamId, seriesIds, from, to }: { teamId: string; seriesIds: bigint[]; from: number; to: number },
): Promise<Annotation[]> {
  const { rows } = await pool.query<Annotation>(FIND, [teamId, seriesIds.map(String), from, to]);
  return rows.reverse();
}
