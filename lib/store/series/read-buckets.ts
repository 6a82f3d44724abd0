import type pg from "pg";

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

// The bounds are computed in the app and passed whole, so that days and months follow the clocks of any zone.
// The two bounds in WHERE are repeated by themselves: the primary key is searched by them.
const READ = `
  SELECT stat_id::text AS id, width_bucket(minute, $2::timestamptz[]) - 1 AS index,
         sum(n)::float8 AS n, sum(sum) AS sum, min(min) AS min, max(max) AS max
  FROM series_minute
  WHERE stat_id = ANY($1::bigint[]) AND minute >= $3::timestamptz AND minute < $4::timestamptz
  GROUP BY 1, 2`;

/**
 * What some stats received between bounds (unix seconds, ascending, at least two), from committed minutes: a point
 * is included as soon as it was acknowledged.
 */
export async function readBuckets(pool: pg.Pool, seriesIds: bigint[], bounds: number[]): Promise<BucketRow[]> {
  const times = bounds.map((bound) => new Date(bound * 1_000).toISOString());
  const { rows } = await pool.query<Omit<BucketRow, "seriesId"> & { id: string }>(READ, [
    seriesIds.map(String),
    times,
    times[0],
    times.at(-1),
  ]);
  return rows.map(({ id, ...row }) => ({ ...row, seriesId: BigInt(id) }));
}
