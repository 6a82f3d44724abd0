import type pg from "pg";

// Of the stat itself and of those whose numbers are still moving into it; where minutes have been folded, of a quarter.
const READ = `
  WITH moving AS MATERIALIZED (
    SELECT id, merged_into_id, minutes_from FROM stat WHERE merged_into_id IS NOT NULL AND moving),
  asked AS (
    SELECT i, series, to_timestamp(before) AS before
    FROM unnest($1::int[], $2::bigint[], $3::float8[]) AS a (i, series, before)),
  part AS (
    SELECT a.i, a.before, s.id, s.minutes_from FROM asked a JOIN stat s ON s.id = a.series
    UNION ALL
    SELECT a.i, a.before, m.id, m.minutes_from FROM asked a JOIN moving m ON m.merged_into_id = a.series)
  SELECT p.i, extract(epoch FROM max(l.last_at))::float8 AS "lastAt"
  FROM part p CROSS JOIN LATERAL (
    (SELECT last_at FROM series_minute m WHERE m.stat_id = p.id AND m.minute < p.before ORDER BY minute DESC LIMIT 1)
    UNION ALL
    (SELECT last_at FROM series_quarter q
      WHERE q.stat_id = p.id AND q.quarter < p.before AND p.minutes_from > 'epoch' ORDER BY quarter DESC LIMIT 1)) l
  GROUP BY p.i`;

/**
 * When the last number came that stats received in the minutes that had begun before a moment; unix seconds, with
 * milliseconds. In the order of the questions, null where nothing had come.
 */
export async function readLastAt(
  pool: pg.Pool,
  questions: { seriesId: bigint; before: number }[],
): Promise<(number | null)[]> {
  const found: (number | null)[] = questions.map(() => null);
  if (questions.length === 0) return found;
  const { rows } = await pool.query<{ i: number; lastAt: number }>({
    name: "read_last_at",
    text: READ,
    values: [
      questions.map((_, i) => i),
      questions.map(({ seriesId }) => String(seriesId)),
      questions.map(({ before }) => before),
    ],
  });
  for (const { i, lastAt } of rows) found[i] = lastAt;
  return found;
}
