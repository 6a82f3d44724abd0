import { bucketBounds } from "@/lib/domain/time";
import { rebuildSeries } from "@/lib/interactors/housekeeping/rebuild-series";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { readPercentiles } from "@/lib/interactors/series/read-percentiles";
import { listStats } from "@/lib/interactors/stats/list-stats";
import { Mismatch } from "./compare";
import { STATS } from "./history";
import type { Reference } from "./reference";
import type { Scene } from "./scene";

const HOUR = 3_600;

const WRONG = `
  a.n IS DISTINCT FROM b.n OR a.min IS DISTINCT FROM b.min OR a.max IS DISTINCT FROM b.max
  OR a.last IS DISTINCT FROM b.last OR a.last_at IS DISTINCT FROM b.last_at OR NOT abs(a.sum - b.sum) <= 1e-12 * b.weight`;

const SUMMED = `
  sum(n) AS n, sum(sum) AS sum, sum(abs(sum)) AS weight, min(min) AS min, max(max) AS max, max(last_at) AS last_at,
  (array_agg(last ORDER BY last_at DESC, last DESC))[1] AS last`;

/** What is wrong with the quarters of all stats, as far as they are rolled up; folded ones are the truth themselves. */
const WRONG_QUARTERS = `
  SELECT coalesce(a.stat_id, b.stat_id)::text AS stat, coalesce(a.quarter, b.quarter) AS at, to_jsonb(a) AS made, to_jsonb(b) AS truth
  FROM (
    SELECT q.* FROM series_quarter q JOIN stat s ON s.id = q.stat_id, rollup_mark
    WHERE q.quarter >= s.minutes_from AND q.quarter < rolled_to) a
  FULL JOIN (
    SELECT stat_id, date_bin('15 minutes', minute, 'epoch') AS quarter, ${SUMMED}
    FROM series_minute m JOIN stat s ON s.id = m.stat_id, rollup_mark
    WHERE minute >= s.minutes_from AND minute < rolled_to GROUP BY 1, 2) b USING (stat_id, quarter)
  WHERE ${WRONG} LIMIT 1`;

/** What is wrong with the days of one team in one zone. */
const WRONG_DAYS = `
  SELECT coalesce(a.stat_id, b.stat_id)::text AS stat, coalesce(a.day, b.day) AS at, to_jsonb(a) AS made, to_jsonb(b) AS truth
  FROM (
    SELECT d.* FROM series_day d JOIN stat s ON s.id = d.stat_id WHERE s.team_id = $1 AND d.zone = $2 AND d.day < $4) a
  FULL JOIN (
    SELECT stat_id, ($3::timestamptz[])[width_bucket(quarter, $3)] AS day, ${SUMMED}
    FROM series_quarter q JOIN stat s ON s.id = q.stat_id
    WHERE s.team_id = $1 AND quarter < $4 GROUP BY 1, 2) b USING (stat_id, day)
  WHERE ${WRONG} LIMIT 1`;

const LEFT_OVER = `
  SELECT 'a dirty mark' AS what, stat_id::text AS of FROM rollup_dirty
  UNION ALL SELECT 'a minute that was folded', m.stat_id::text FROM series_minute m JOIN stat s ON s.id = m.stat_id WHERE m.minute < s.minutes_from
  UNION ALL SELECT 'a quarter of nobody', stat_id::text FROM series_quarter WHERE NOT EXISTS (SELECT FROM stat WHERE id = stat_id)
  UNION ALL SELECT 'a day of nobody', stat_id::text FROM series_day WHERE NOT EXISTS (SELECT FROM stat WHERE id = stat_id)
  UNION ALL SELECT 'a number that was not moved', m.stat_id::text FROM series_minute m JOIN stat s ON s.id = m.stat_id WHERE s.merged_into_id IS NOT NULL
  UNION ALL SELECT 'a merged stat that still moves', id::text FROM stat WHERE moving
  UNION ALL SELECT 'a day of another zone ' || d.zone, d.stat_id::text FROM series_day d JOIN stat s ON s.id = d.stat_id JOIN team t ON t.id = s.team_id
    WHERE d.zone <> t.zone
  UNION ALL SELECT 'a zone that is not the team''s or not ready: ' || z.zone, z.team_id::text FROM rollup_zone z JOIN team t ON t.id = z.team_id
    WHERE z.zone <> t.zone OR z.state <> 'ready'
  LIMIT 1`;

/** Throws unless the derived levels, rolled up to the end, are what can be added up from the level below. */
export async function checkDerived({ store, teams }: Scene, zones: readonly string[]): Promise<void> {
  const [left] = (await store.pool.query<{ what: string; of: string }>(LEFT_OVER)).rows;
  if (left !== undefined) throw new Mismatch(`${left.what} was left over at the end, of ${left.of}`);
  const wrong = (await store.pool.query(WRONG_QUARTERS)).rows;
  if (wrong.length > 0) throw new Mismatch(`a quarter is not its minutes: ${JSON.stringify(wrong[0])}`);
  const { rows } = await store.pool.query<{ from: number; to: number }>(
    `SELECT extract(epoch FROM coalesce((SELECT min(quarter) FROM series_quarter), rolled_to))::float8 AS from,
       extract(epoch FROM rolled_to)::float8 AS to FROM rollup_mark`,
  );
  const { from = 0, to = 0 } = rows[0] ?? {};
  for (const [number, { id }] of teams.entries()) {
    const zone = zones[number] as string;
    const days = bucketBounds(from, to, "1d", zone).filter((bound) => bound <= to);
    const end = days.at(-1);
    if (end === undefined || days.length < 2) continue;
    const bounds = days.map((day) => new Date(day * 1_000));
    const wrongDays = (await store.pool.query(WRONG_DAYS, [id, zone, bounds, new Date(end * 1_000)])).rows;
    if (wrongDays.length > 0)
      throw new Mismatch(`a day in ${zone} is not its quarters: ${JSON.stringify(wrongDays[0])}`);
  }
}

/**
 * Throws unless the distribution of every value stat counts each number of the range (unix seconds) once; of all that
 * was ever sent when there is no range.
 */
export async function checkSpread(
  scene: Scene,
  reference: Reference,
  range?: { from: number; to: number },
): Promise<void> {
  for (const stat of reference.readable()) {
    const { kind, team } = STATS[stat] as (typeof STATS)[number];
    const times = reference.points(stat).map(({ at }) => at / 1_000);
    if (kind !== "value" || times.length === 0) continue;
    const { from, to } = range ?? { from: Math.floor(Math.min(...times)), to: Math.floor(Math.max(...times)) + 1 };
    const { ctx } = scene.team(team);
    const spread = await readPercentiles(ctx, { id: scene.stat(stat).id, from: String(from), to: String(to) });
    if (spread.from > from || spread.to < to || spread.from <= from - HOUR || spread.to > to + HOUR) {
      throw new Mismatch(`the hours ${spread.from} to ${spread.to} are not those of ${from} to ${to}`);
    }
    const sent = times.filter((time) => time >= spread.from && time < spread.to).length;
    if (spread.n !== sent) throw new Mismatch(`stat ${stat} was sent ${sent} numbers, its bins hold ${spread.n}`);
  }
}

/** Throws unless every stat that can be read is listed with its last number. */
export async function checkLast(scene: Scene, reference: Reference): Promise<void> {
  for (const [number, { ctx }] of scene.teams.entries()) {
    const { data: listed } = await listStats(ctx, {});
    for (const stat of reference.readable(number)) {
      const sent = reference.last(stat);
      const { lastValue, lastAt } = listed.find(({ id }) => id === scene.stat(stat).id) ?? {};
      if (lastValue === (sent?.amount ?? null) && (lastAt?.getTime() ?? null) === (sent?.at ?? null)) continue;
      throw new Mismatch(`stat ${stat} was last sent ${JSON.stringify(sent)}, and lists ${lastValue} at ${lastAt}`);
    }
  }
}

const ALL = `
  SELECT ARRAY(SELECT q::text FROM series_quarter q ORDER BY stat_id, quarter)
    || ARRAY(SELECT d::text FROM series_day d ORDER BY stat_id, zone, day) AS rows`;

/** Throws unless the derived levels, dropped and made anew from the minutes, are the same to the last bit. */
export async function checkRebuilt(scene: Scene): Promise<void> {
  const { pool } = scene.store;
  const folded = await pool.query("SELECT FROM stat WHERE minutes_from > 'epoch' LIMIT 1");
  if (folded.rowCount !== 0) return;
  const before = await pool.query<{ rows: string[] }>(ALL);
  await pool.query("DELETE FROM series_quarter; DELETE FROM series_day");
  await rebuildSeries(scene.job());
  await rollUp(scene.job());
  const after = await pool.query<{ rows: string[] }>(ALL);
  const [was, is] = [before.rows[0]?.rows ?? [], after.rows[0]?.rows ?? []];
  const other = was.findIndex((row, index) => row !== is[index]);
  if (was.length !== is.length || other !== -1) {
    const at = other === -1 ? was.length : other;
    throw new Mismatch(`of ${was.length} rows, ${is.length} were made anew; row ${at} was ${was[at]} and is ${is[at]}`);
  }
}
