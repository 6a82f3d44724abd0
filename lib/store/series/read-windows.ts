import type pg from "pg";

/** A stretch of time of one stat, in unix seconds. */
export interface WindowQuestion {
  seriesId: bigint;
  from: number;
  to: number;
  /** The first and the last local midnight within, and the zone whose they are; null when it is not worth while. */
  days: { from: number; to: number; zone: string } | null;
}

/** What a stat received in it; `n` is 0 without data. */
export interface WindowSum {
  n: number;
  sum: number;
  /** The begin of the first row that was found, unix seconds: no minute with data is earlier. Null without data. */
  first: number | null;
}

/**
 * Which rows to add up, for many windows of many stats in one statement, so in one snapshot. By the rules of
 * `readBuckets`, but that each window has bounds of its own:
 *
 *   minutes | quarters | days | quarters | minutes
 *
 * A minute belongs to a window in which it begins. Days count when all of them are rolled up in the zone and none holds
 * a stale quarter, else quarters stand for them. A stale quarter is read from its minutes; where minutes have been
 * folded it counts as well, and belongs to the window in which it begins.
 */
const READ = `
  WITH mark AS MATERIALIZED (SELECT extract(epoch FROM rolled_to)::float8 AS rolled_to FROM rollup_mark),
  moving AS MATERIALIZED (
    SELECT id, merged_into_id, team_id, minutes_from FROM stat WHERE merged_into_id IS NOT NULL AND moving),
  asked AS (
    SELECT * FROM unnest($1::int[], $2::bigint[], $3::float8[], $4::float8[], $5::float8[], $6::float8[], $7::text[])
      AS a (i, series, since, until, days_from, days_to, zone)),
  part AS MATERIALIZED (
    SELECT p.*, ceil(since / 900) * 900 AS quarters_from,
      900 * CASE WHEN until <= folded THEN ceil(until / 900)
        ELSE floor(least(until, greatest(rolled_to, folded)) / 900) END AS quarters_to
    FROM mark CROSS JOIN (
      SELECT a.*, s.id AS stat_id, s.team_id, s.minutes_from, extract(epoch FROM s.minutes_from)::float8 AS folded
      FROM asked a JOIN stat s ON s.id = a.series
      UNION ALL
      SELECT a.*, m.id, m.team_id, m.minutes_from, extract(epoch FROM m.minutes_from)::float8
      FROM asked a JOIN moving m ON m.merged_into_id = a.series) p),
  known AS MATERIALIZED (
    SELECT p.*, stale.quarters AS stale,
      days_to <= mark.rolled_to AND z.zone IS NOT NULL AND NOT EXISTS (
        SELECT FROM unnest(stale.quarters) AS s (quarter)
        WHERE quarter >= to_timestamp(days_from) AND quarter < to_timestamp(days_to)) AS by_day
    FROM mark CROSS JOIN part p
    LEFT JOIN rollup_zone z ON z.team_id = p.team_id AND z.zone = p.zone AND z.state = 'ready'
    CROSS JOIN LATERAL (
      SELECT ARRAY(
        SELECT DISTINCT d.quarter FROM rollup_dirty d
        WHERE d.stat_id = p.stat_id AND d.quarter >= to_timestamp(quarters_from)
          AND d.quarter < to_timestamp(quarters_to)
      ) AS quarters) stale),
  quarter_stretch AS (
    SELECT i, stat_id, minutes_from, stale, quarters_from AS since,
      CASE WHEN by_day THEN days_from ELSE quarters_to END AS until
    FROM known
    UNION ALL
    SELECT i, stat_id, minutes_from, stale, days_to, quarters_to FROM known WHERE by_day),
  minute_stretch AS (
    SELECT i, stat_id, to_timestamp(since) AS since,
      to_timestamp(CASE WHEN quarters_from < quarters_to THEN least(quarters_from, until) ELSE until END) AS until
    FROM known
    UNION ALL
    SELECT i, stat_id, to_timestamp(quarters_to), to_timestamp(until) FROM known WHERE quarters_from < quarters_to
    UNION ALL
    SELECT i, stat_id, s.quarter, s.quarter + interval '15 minutes'
    FROM known CROSS JOIN LATERAL unnest(stale) AS s (quarter)),
  received AS (
    SELECT k.i, r.* FROM known k CROSS JOIN LATERAL (
      SELECT sum(n) AS n, sum(sum) AS sum, min(day) AS first FROM series_day d
      WHERE d.stat_id = k.stat_id AND d.zone = k.zone
        AND d.day >= to_timestamp(days_from) AND d.day < to_timestamp(days_to)) r
    WHERE by_day
    UNION ALL
    SELECT k.i, r.* FROM quarter_stretch k CROSS JOIN LATERAL (
      SELECT sum(n), sum(sum), min(quarter) FROM series_quarter q
      WHERE q.stat_id = k.stat_id AND q.quarter >= to_timestamp(k.since) AND q.quarter < to_timestamp(k.until)
        AND (q.quarter < k.minutes_from OR q.quarter <> ALL (k.stale))) r
    WHERE k.since < k.until
    UNION ALL
    SELECT k.i, r.* FROM minute_stretch k CROSS JOIN LATERAL (
      SELECT sum(n), sum(sum), min(minute) FROM series_minute m
      WHERE m.stat_id = k.stat_id AND m.minute >= k.since AND m.minute < k.until) r
    WHERE k.since < k.until)
  SELECT i, sum(n)::float8 AS n, sum(sum) AS sum, extract(epoch FROM min(first))::float8 AS first
  FROM received WHERE n IS NOT NULL GROUP BY i`;

/** What stats received in windows, in the order of the questions: each from the coarsest rows that tell it exactly. */
export async function readWindows(pool: pg.Pool, questions: WindowQuestion[]): Promise<WindowSum[]> {
  const sums: WindowSum[] = questions.map(() => ({ n: 0, sum: 0, first: null }));
  if (questions.length === 0) return sums;
  const { rows } = await pool.query<WindowSum & { i: number }>({
    name: "read_windows",
    text: READ,
    values: [
      questions.map((_, i) => i),
      questions.map(({ seriesId }) => String(seriesId)),
      questions.map(({ from }) => wholeMinute(from)),
      questions.map(({ to }) => wholeMinute(to)),
      questions.map(({ days }) => days?.from ?? null),
      questions.map(({ days }) => days?.to ?? null),
      questions.map(({ days }) => days?.zone ?? null),
    ],
  });
  for (const { i, ...sum } of rows) sums[i] = sum;
  return sums;
}

/** The begin of the first minute that begins at a moment or after it. */
function wholeMinute(moment: number): number {
  return Math.ceil(moment / 60) * 60;
}
