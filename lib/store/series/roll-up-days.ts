import type pg from "pg";
import { columns, type Stretch } from "./roll-up-quarters";

const STRETCHES = `unnest($1::bigint[], $2::float8[], $3::float8[]) AS s (stat_id, since, until)`;

const CLEAR = `
  DELETE FROM series_day WHERE ctid = ANY (ARRAY(
    SELECT d.ctid FROM ${STRETCHES} CROSS JOIN LATERAL (
      SELECT ctid FROM series_day
      WHERE stat_id = s.stat_id AND zone = $4 AND day >= to_timestamp(s.since) AND day < to_timestamp(s.until) OFFSET 0) d))`;

const MAKE = `
  INSERT INTO series_day (stat_id, zone, day, n, sum, min, max, last, last_at)
  SELECT s.stat_id, $4, to_timestamp(s.since), q.* FROM ${STRETCHES} CROSS JOIN LATERAL (
    SELECT sum(n), sum(sum ORDER BY quarter), min(min), max(max),
      (array_agg(last ORDER BY quarter))[count(*)], max(last_at)
    FROM series_quarter
    WHERE stat_id = s.stat_id AND quarter >= to_timestamp(s.since) AND quarter < to_timestamp(s.until)
    HAVING count(*) > 0) q`;

/** Makes local days anew from their quarters, each stretch one whole day; returns how many have data. */
export async function remakeDays(client: pg.ClientBase, zone: string, days: Stretch[]): Promise<number> {
  if (days.length === 0) return 0;
  const values = [...columns(days), zone];
  await client.query(CLEAR, values);
  const { rowCount } = await client.query(MAKE, values);
  return rowCount ?? 0;
}

const CLEAR_FROM = `
  DELETE FROM series_day WHERE stat_id = ANY ($1::bigint[]) AND zone = $2 AND day >= to_timestamp($3)`;

/** Deletes the days of a zone from a moment on. */
export async function clearDays(client: pg.ClientBase, zone: string, seriesIds: bigint[], from: number): Promise<void> {
  await client.query(CLEAR_FROM, [seriesIds.map(String), zone, from]);
}
