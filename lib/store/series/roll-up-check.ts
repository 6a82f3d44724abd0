import type pg from "pg";
import { readMarks } from "./roll-up-marks";
import { columns } from "./roll-up-quarters";
import { daysBetween, daysOfSeries, firstQuarters, zonesOf } from "./roll-up-zones";

/** A derived row that is not what its sources make. */
interface WrongRow {
  level: "quarter" | "day";
  seriesId: bigint;
  /** Unix seconds. */
  at: number;
}

export interface Checked {
  quarters: number;
  days: number;
  wrong: WrongRow[];
}

const QUARTERS = `
  SELECT s.id, count(*)::int AS rows,
    array_agg(extract(epoch FROM c.quarter)::float8) FILTER (WHERE c.wrong) AS wrong
  FROM stat s CROSS JOIN rollup_mark CROSS JOIN LATERAL (
    SELECT quarter, (q.n, q.sum, q.min, q.max, q.last, q.last_at) IS DISTINCT FROM (m.n, m.sum, m.min, m.max, m.last, m.last_at) AS wrong
    FROM (
      SELECT * FROM series_quarter WHERE stat_id = s.id AND quarter >= s.minutes_from AND quarter < rolled_to) q
    FULL JOIN (
      SELECT date_bin('15 minutes', minute, 'epoch') AS quarter, sum(n)::bigint AS n, sum(sum ORDER BY minute) AS sum,
        min(min) AS min, max(max) AS max, (array_agg(last ORDER BY minute))[count(*)] AS last, max(last_at) AS last_at
      FROM series_minute WHERE stat_id = s.id AND minute >= s.minutes_from AND minute < rolled_to GROUP BY 1) m
    USING (quarter)
    WHERE NOT EXISTS (
      SELECT FROM rollup_dirty d WHERE d.stat_id = s.id AND d.quarter = coalesce(q.quarter, m.quarter))) c
  WHERE s.id = ANY ($1::bigint[])
  GROUP BY s.id`;

const DAYS = `
  SELECT s.stat_id AS id, s.since AS at, d.wrong
  FROM unnest($1::bigint[], $2::float8[], $3::float8[]) AS s (stat_id, since, until)
  CROSS JOIN LATERAL (
    SELECT (d.n, d.sum, d.min, d.max, d.last, d.last_at) IS DISTINCT FROM (q.n, q.sum, q.min, q.max, q.last, q.last_at) AS wrong
    FROM (
      SELECT sum(n)::bigint AS n, sum(sum ORDER BY quarter) AS sum, min(min) AS min, max(max) AS max,
        (array_agg(last ORDER BY quarter))[count(*)] AS last, max(last_at) AS last_at
      FROM series_quarter
      WHERE stat_id = s.stat_id AND quarter >= to_timestamp(s.since) AND quarter < to_timestamp(s.until)
      HAVING count(*) > 0) q
    FULL JOIN (
      SELECT * FROM series_day WHERE stat_id = s.stat_id AND zone = $4 AND day = to_timestamp(s.since)) d ON true) d
  WHERE to_timestamp(s.until) <= (SELECT rolled_to FROM rollup_mark)
    AND NOT EXISTS (SELECT FROM rollup_dirty m
      WHERE m.stat_id = s.stat_id AND m.quarter >= to_timestamp(s.since) AND m.quarter < to_timestamp(s.until))
    AND EXISTS (SELECT FROM rollup_zone z JOIN stat t ON t.team_id = z.team_id
      WHERE t.id = s.stat_id AND z.zone = $4 AND z.state = 'ready')`;

/**
 * Compares the derived rows of some stats, as far as they are read, with what their minutes make: quarters with
 * minutes, days with quarters. Changes nothing; whatever is written meanwhile is left out or seen whole.
 */
export async function checkDerived(client: Pick<pg.ClientBase, "query">, seriesIds: bigint[]): Promise<Checked> {
  const checked: Checked = { quarters: 0, days: 0, wrong: [] };
  const { rows } = await client.query<{ id: string; rows: number; wrong: number[] | null }>(QUARTERS, [
    seriesIds.map(String),
  ]);
  for (const { id, rows: count, wrong } of rows) {
    checked.quarters += count;
    for (const at of wrong ?? []) checked.wrong.push({ level: "quarter", seriesId: BigInt(id), at });
  }
  await checkDays(client, seriesIds, checked);
  return checked;
}

async function checkDays(client: Pick<pg.ClientBase, "query">, seriesIds: bigint[], checked: Checked): Promise<void> {
  const [{ rolledTo }, first] = [await readMarks(client), await firstQuarters(client, seriesIds)];
  for (const [zone, series] of await zonesOf(client, seriesIds)) {
    const days = daysOfSeries(series, first, daysBetween(Math.min(...first.values()), rolledTo, zone));
    const { rows } = await client.query<{ id: string; at: number; wrong: boolean }>(DAYS, [...columns(days), zone]);
    checked.days += rows.length;
    for (const { id, at, wrong } of rows) if (wrong) checked.wrong.push({ level: "day", seriesId: BigInt(id), at });
  }
}

const STATS = 20;

/** The next stats after one, by series id, with the ids that everybody sees. */
export async function nextSeries(db: Pick<pg.ClientBase, "query">, after: bigint): Promise<Map<bigint, string>> {
  const { rows } = await db.query<{ id: string; public_id: string }>(
    "SELECT id, public_id FROM stat WHERE id > $1 ORDER BY id LIMIT $2",
    [String(after), STATS],
  );
  return new Map(rows.map((row) => [BigInt(row.id), row.public_id]));
}
