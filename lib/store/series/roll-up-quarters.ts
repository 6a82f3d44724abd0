import type pg from "pg";

/** A stretch of one series, [since, until): unix seconds, bounds of quarters. */
export interface Stretch {
  seriesId: bigint;
  since: number;
  until: number;
}

const STRETCHES = `unnest($1::bigint[], $2::float8[], $3::float8[]) AS s (stat_id, since, until)`;

const CLEAR = `
  DELETE FROM series_quarter WHERE ctid = ANY (ARRAY(
    SELECT q.ctid FROM ${STRETCHES} CROSS JOIN LATERAL (
      SELECT ctid FROM series_quarter
      WHERE stat_id = s.stat_id AND quarter >= to_timestamp(s.since) AND quarter < to_timestamp(s.until) OFFSET 0) q))`;

// Sums are taken in the order of time, so that making a quarter twice gives the same to the last bit.
const MAKE = `
  INSERT INTO series_quarter (stat_id, quarter, n, sum, min, max, last, last_at)
  SELECT s.stat_id, m.* FROM ${STRETCHES} CROSS JOIN LATERAL (
    SELECT date_bin('15 minutes', minute, 'epoch'), sum(n), sum(sum ORDER BY minute), min(min), max(max),
      (array_agg(last ORDER BY minute))[count(*)], max(last_at)
    FROM series_minute
    WHERE stat_id = s.stat_id AND minute >= to_timestamp(s.since) AND minute < to_timestamp(s.until)
    GROUP BY 1) m`;

/** Makes the quarters of some stretches anew from their minutes; returns how many have data. Stretches are disjoint. */
export async function remakeQuarters(client: pg.ClientBase, stretches: Stretch[]): Promise<number> {
  if (stretches.length === 0) return 0;
  const values = columns(stretches);
  await client.query(CLEAR, values);
  const { rowCount } = await client.query(MAKE, values);
  return rowCount ?? 0;
}

// A minute that somebody adds to meanwhile is deleted with what they added; their dirty mark then finds nothing more.
const FOLD = `
  WITH newcomer AS MATERIALIZED (
    SELECT m.stat_id, m.minute FROM ${STRETCHES} CROSS JOIN LATERAL (
      SELECT stat_id, minute FROM series_minute
      WHERE stat_id = s.stat_id AND minute >= to_timestamp(s.since) AND minute < to_timestamp(s.until) OFFSET 0) m
  ), gone AS (
    DELETE FROM series_minute m USING newcomer c WHERE m.stat_id = c.stat_id AND m.minute = c.minute RETURNING m.*
  )
  INSERT INTO series_quarter AS q (stat_id, quarter, n, sum, min, max, last, last_at)
  SELECT stat_id, date_bin('15 minutes', minute, 'epoch') AS quarter, sum(n), sum(sum ORDER BY minute), min(min), max(max),
    (array_agg(last ORDER BY minute))[count(*)], max(last_at)
  FROM gone GROUP BY 1, 2
  ON CONFLICT (stat_id, quarter) DO UPDATE SET
    n = q.n + excluded.n,
    sum = q.sum + excluded.sum,
    min = least(q.min, excluded.min),
    max = greatest(q.max, excluded.max),
    last = CASE WHEN (excluded.last_at, excluded.last) > (q.last_at, q.last) THEN excluded.last ELSE q.last END,
    last_at = greatest(q.last_at, excluded.last_at)`;

/** Adds minutes that came where minutes have been folded to their quarters, and deletes them; returns how many quarters that changed. */
export async function foldNewcomers(client: pg.ClientBase, stretches: Stretch[]): Promise<number> {
  if (stretches.length === 0) return 0;
  const { rowCount } = await client.query(FOLD, columns(stretches));
  return rowCount ?? 0;
}

export function columns(stretches: Stretch[]): [ids: string[], since: number[], until: number[]] {
  return [
    stretches.map(({ seriesId }) => String(seriesId)),
    stretches.map(({ since }) => since),
    stretches.map(({ until }) => until),
  ];
}
