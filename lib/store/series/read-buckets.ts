import type pg from "pg";
import { bucketBounds } from "@/lib/domain/time";

/** What one stat received in one bucket; buckets without data have no row. */
export interface BucketRow {
  seriesId: bigint;
  /** Which bucket: 0 is [bounds[0], bounds[1]). */
  index: number;
  n: number;
  sum: number;
  min: number;
  max: number;
}

export interface BucketQuestion {
  seriesIds: bigint[];
  /** Unix seconds, ascending, at least two. */
  bounds: number[];
  /** The zone whose midnights all of the bounds are, if they are. */
  zone?: string;
}

const QUARTER = 900;

/**
 * Which rows to add up. All in one statement, so in one snapshot: a point is there as soon as it was acknowledged, and
 * never twice.
 *
 *   asked     the stats, each with those that are moving into it
 *   days      as far as they are rolled up in this zone; not where a quarter of the day is stale
 *   quarters  in the other days, and on to where quarters are rolled up; not the stale ones
 *   minutes   in stale quarters, and from there on
 *
 * A quarter is stale when its minutes changed after it was made (rollup_dirty), or when a bound cuts it. Where minutes
 * have been folded into quarters the quarter always counts, and a minute found there came after the folding.
 * LATERAL with OFFSET 0 makes every stretch one search of the primary key, whatever the planner guesses. Arrays come
 * by way of a SELECT, which hides their length from the planner: so it finds one plan as good for all and keeps it,
 * where planning each read anew would take as long as the read.
 */
const READ = `
  WITH mark AS MATERIALIZED (SELECT rolled_to FROM rollup_mark),
  given AS MATERIALIZED (
    SELECT ARRAY(SELECT to_timestamp(b) FROM unnest($2::float8[]) AS g (b)) AS bounds,
      ARRAY(SELECT to_timestamp(d) FROM unnest($6::float8[]) AS g (d)) AS days
  ),
  asked AS MATERIALIZED (
    SELECT s.part, s.stat_id, s.minutes_from,
      CASE WHEN z.zone IS NULL THEN $3::timestamptz ELSE coalesce(
        (SELECT max(d.day) FROM unnest((SELECT days FROM given)) AS d (day) WHERE d.day <= mark.rolled_to), $3) END AS days_to,
      CASE WHEN $8::boolean THEN $3 ELSE greatest(least(greatest(mark.rolled_to, s.minutes_from), $4::timestamptz), $3)
        END AS quarters_to
    FROM mark CROSS JOIN (
      SELECT id AS part, id AS stat_id, team_id, minutes_from FROM stat WHERE id = ANY (ARRAY(SELECT unnest($1::bigint[])))
      UNION ALL
      SELECT id, merged_into_id, team_id, minutes_from FROM stat WHERE merged_into_id = ANY (ARRAY(SELECT unnest($1::bigint[]))) AND moving) s
    LEFT JOIN rollup_zone z ON z.team_id = s.team_id AND z.zone = $7 AND z.state = 'ready'
  ),
  stale AS MATERIALIZED (
    SELECT a.part, a.stat_id, q.quarter, q.quarter >= a.minutes_from AS replaced
    FROM asked a CROSS JOIN LATERAL (
      SELECT d.quarter FROM rollup_dirty d
      WHERE d.stat_id = a.part AND d.quarter >= $3 AND d.quarter < a.quarters_to
      UNION
      SELECT c.quarter FROM (SELECT to_timestamp(c) FROM unnest(ARRAY(SELECT unnest($5::float8[]))) AS g (c)) AS c (quarter)
      WHERE c.quarter < a.quarters_to AND a.quarters_to > $3) q
  ),
  stale_stretch AS MATERIALIZED (
    SELECT part, stat_id, greatest(min(quarter), $3) AS since, least(max(quarter) + interval '15 minutes', $4) AS until
    FROM (
      SELECT part, stat_id, quarter,
        quarter - row_number() OVER (PARTITION BY part ORDER BY quarter) * interval '15 minutes' AS island
      FROM stale) s
    GROUP BY part, stat_id, island
  ),
  stale_day AS MATERIALIZED (
    SELECT DISTINCT s.part, s.stat_id, g.days[width_bucket(s.quarter, g.days)] AS since,
      g.days[width_bucket(s.quarter, g.days) + 1] AS until
    FROM given g CROSS JOIN stale s JOIN asked a USING (part) WHERE s.quarter < a.days_to
  ),
  received AS (
    SELECT a.stat_id, r.day AS at, r.n, r.sum, r.min, r.max
    FROM asked a CROSS JOIN LATERAL (
      SELECT * FROM series_day d WHERE d.stat_id = a.part AND d.zone = $7 AND d.day >= $3 AND d.day < a.days_to OFFSET 0) r
    WHERE NOT EXISTS (SELECT FROM stale_day s WHERE s.part = a.part AND s.since = r.day)
    UNION ALL
    SELECT a.stat_id, r.quarter, r.n, r.sum, r.min, r.max
    FROM (SELECT part, stat_id, since, until FROM stale_day UNION ALL SELECT part, stat_id, days_to, quarters_to FROM asked) a
    CROSS JOIN LATERAL (
      SELECT * FROM series_quarter q WHERE q.stat_id = a.part AND q.quarter >= a.since AND q.quarter < a.until OFFSET 0) r
    WHERE NOT EXISTS (SELECT FROM stale s WHERE s.part = a.part AND s.quarter = r.quarter AND s.replaced)
    UNION ALL
    SELECT a.stat_id, r.minute, r.n, r.sum, r.min, r.max
    FROM (SELECT part, stat_id, since, until FROM stale_stretch UNION ALL SELECT part, stat_id, quarters_to, $4 FROM asked) a
    CROSS JOIN LATERAL (
      SELECT * FROM series_minute m WHERE m.stat_id = a.part AND m.minute >= a.since AND m.minute < a.until OFFSET 0) r
  )
  SELECT stat_id::text AS id, width_bucket(at, (SELECT bounds FROM given)) - 1 AS index,
    sum(n)::float8 AS n, sum(sum) AS sum, min(min) AS min, max(max) AS max
  FROM received GROUP BY 1, 2`;

/** What some stats received between bounds, from the coarsest rows that tell it exactly. */
export async function readBuckets(pool: pg.Pool, { seriesIds, bounds, zone }: BucketQuestion): Promise<BucketRow[]> {
  const from = bounds[0] as number;
  const to = bounds.at(-1) as number;
  const days = zone === undefined ? [] : daysOf(from, to, zone);
  const { rows } = await pool.query<Omit<BucketRow, "seriesId"> & { id: string }>({
    name: "read_buckets",
    text: READ,
    values: [
      seriesIds.map(String),
      literal(bounds),
      moment(from),
      moment(to),
      literal(bounds.filter((bound) => bound % QUARTER !== 0).map((bound) => Math.floor(bound / QUARTER) * QUARTER)),
      literal(days),
      days.length === 0 ? null : zone,
      isFinerThanQuarters(bounds),
    ],
  });
  return rows.map(({ id, ...row }) => ({ ...row, seriesId: BigInt(id) }));
}

/** The midnights of a range, when each of them is the bound of a quarter: local mean times once were not. */
function daysOf(from: number, to: number, zone: string): number[] {
  const days = bucketBounds(from, to, "1d", zone);
  return days.every((day) => day % QUARTER === 0) ? days : [];
}

function isFinerThanQuarters(bounds: number[]): boolean {
  return ((bounds.at(-1) as number) - (bounds[0] as number)) / (bounds.length - 1) < QUARTER;
}

/** An array of numbers, which PostgreSQL reads much faster than one of dates. */
function literal(seconds: number[]): string {
  return `{${seconds.join(",")}}`;
}

function moment(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
