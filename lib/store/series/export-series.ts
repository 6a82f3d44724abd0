import type pg from "pg";
import type { StatKind } from "@/lib/domain/stat";

/** A stat whose numbers are taken along. */
export interface ExportedStat {
  seriesId: bigint;
  id: string;
  name: string;
  kind: StatKind;
  unit: string;
}

const STATS = `
  SELECT id::text AS "seriesId", public_id AS id, name, kind, unit FROM stat
  WHERE team_id = $1 AND id > $2 AND trashed_at IS NULL AND merged_into_id IS NULL ORDER BY stat.id LIMIT $3`;

/** A page of the team's stats that are not in the trash, in the order they were made. */
export async function findExportedStats(
  pool: pg.Pool,
  teamId: string,
  after: bigint,
  limit: number,
): Promise<ExportedStat[]> {
  const { rows } = await pool.query<ExportedStat & { seriesId: string }>(STATS, [teamId, String(after), limit]);
  return rows.map((row) => ({ ...row, seriesId: BigInt(row.seriesId) }));
}

/** What came in a stretch of time, as it is kept. */
export interface ExportedRow {
  /** Unix seconds, and for how many from there: a minute, or the quarter of an hour that minutes were folded into. */
  t: number;
  seconds: 60 | 900;
  n: number;
  sum: number;
  min: number;
  max: number;
  last: number;
}

const QUARTER = 900;

// One statement, so one snapshot: whatever is folded, rolled up or moved between two series meanwhile, a number is in
// exactly one of the rows. LATERAL with OFFSET 0 makes each part one search of the primary key.
const ROWS = `
  WITH part AS MATERIALIZED (
    SELECT id, minutes_from FROM stat WHERE id = $1
    UNION ALL
    SELECT id, minutes_from FROM stat WHERE merged_into_id = $1 AND moving),
  kept AS (
    SELECT r.quarter AS at, ${QUARTER} AS seconds, r.n, r.sum, r.min, r.max, r.last, r.last_at
    FROM part CROSS JOIN LATERAL (
      SELECT * FROM series_quarter q
      WHERE q.stat_id = part.id AND q.quarter >= to_timestamp($2) AND q.quarter < part.minutes_from
      ORDER BY q.quarter LIMIT $3) r
    UNION ALL
    SELECT r.minute, 60, r.n, r.sum, r.min, r.max, r.last, r.last_at
    FROM part CROSS JOIN LATERAL (
      SELECT * FROM series_minute m WHERE m.stat_id = part.id AND m.minute >= to_timestamp($2)
      ORDER BY m.minute LIMIT $3) r)
  SELECT extract(epoch FROM at)::float8 AS t, seconds, sum(n)::float8 AS n, sum(sum) AS sum, min(min) AS min,
    max(max) AS max, (array_agg(last ORDER BY last_at DESC, last DESC))[1] AS last
  FROM kept GROUP BY at, seconds ORDER BY at, seconds DESC LIMIT $3`;

/**
 * Rows of a stat from a moment on (unix seconds, the bound of a quarter), in their order, and from where to ask for
 * more: null when these were the last. A page ends between two quarters, since a quarter and its minutes have to be
 * seen at once; `most` is more than a hundred.
 */
export async function readKeptRows(
  pool: pg.Pool,
  { seriesId, from, most }: { seriesId: bigint; from: number; most: number },
): Promise<{ rows: ExportedRow[]; next: number | null }> {
  const query = { name: "read_kept_rows", text: ROWS, values: [String(seriesId), from, most] };
  const { rows } = await pool.query<ExportedRow>(query);
  const last = rows.at(-1);
  if (last === undefined || rows.length < most) return { rows, next: null };
  const next = Math.floor(last.t / QUARTER) * QUARTER;
  return { rows: rows.filter(({ t }) => t < next), next };
}
