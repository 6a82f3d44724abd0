import type pg from "pg";
import type { StatKind } from "@/lib/domain/stat";
import type { LearnedUsual, UsualOfStat } from "@/lib/domain/usual";
import type { Strays } from "@/lib/domain/watch-budget";

/** An hour of the week as it is kept: its middle and its spread, 0 for the least there is. */
type KeptHour = [middle: number, spread: number] | null;

interface UsualRow {
  id: string;
  hours: KeptHour[];
  zone: string;
  sensitivity: number;
  rings: number;
  weeks: number;
  madeAt: Date;
}

const FIND = `
  SELECT stat_id::text AS id, hours->'week' AS hours, zone, sensitivity, rings, weeks, made_at AS "madeAt"
  FROM stat_usual WHERE stat_id = ANY ($1::bigint[])`;

/** What is usual for these stats, by series id; nothing of those that nobody has learned about. */
export async function findUsual(pool: pg.Pool, seriesIds: bigint[]): Promise<Map<bigint, UsualOfStat>> {
  const { rows } = await pool.query<UsualRow>({ name: "find_usual", text: FIND, values: [seriesIds.map(String)] });
  return new Map(rows.map(({ id, hours, ...row }) => [BigInt(id), { ...row, hours: hours.map(toHour) }]));
}

/** A stat that is watched for what is unusual, with whose zone its hours are. */
export interface LearnableStat {
  seriesId: bigint;
  kind: StatKind;
  teamId: string;
  zone: string;
  /** Whether its sensitivity is a share of the team's budget. */
  shared: boolean;
}

// An anomaly alert has a standing for each stat that it watches, the automatic one of a team's watch too.
const DUE = `
  SELECT s.id::text AS "seriesId", s.kind, s.team_id AS "teamId", t.zone, t.watch_budget IS NOT NULL AS shared
  FROM stat s JOIN team t ON t.id = s.team_id LEFT JOIN stat_usual u ON u.stat_id = s.id
  WHERE s.trashed_at IS NULL AND s.merged_into_id IS NULL AND t.deleted_at IS NULL
    AND (u.made_at IS NULL OR u.made_at <= $1 OR u.zone <> t.zone)
    AND EXISTS (
      SELECT FROM alert_standing x JOIN alert a ON a.id = x.alert_id
      WHERE x.stat_id = s.id AND a.kind = 'anomaly' AND a.paused_at IS NULL)
  ORDER BY u.made_at NULLS FIRST, s.id LIMIT $2`;

/** Watched stats about which was never learned, or last not after `before`, or by another zone; the oldest first. */
export async function findLearnable(
  pool: pg.Pool,
  { before, most }: { before: Date; most: number },
): Promise<LearnableStat[]> {
  const { rows } = await pool.query<Omit<LearnableStat, "seriesId"> & { seriesId: string }>(DUE, [before, most]);
  return rows.map((row) => ({ ...row, seriesId: BigInt(row.seriesId) }));
}

// Of two that learned at once the later one counts; a stat that went for good meanwhile has nothing usual. A share of the
// budget stays until all of them are shared anew: a worker that ends before that leaves nothing deaf.
const KEEP = `
  INSERT INTO stat_usual (stat_id, made_at, zone, hours, sensitivity, rings, weeks)
  SELECT s.id, $2, g.zone, g.hours, CASE WHEN g.shared AND u.weeks > 0 THEN u.sensitivity ELSE g.sensitivity END,
    CASE WHEN g.shared AND u.weeks > 0 THEN u.rings ELSE g.rings END, g.weeks
  FROM jsonb_to_recordset($1)
    AS g (id bigint, zone text, shared boolean, hours jsonb, sensitivity float8, rings int, weeks float8)
  JOIN stat s ON s.id = g.id LEFT JOIN stat_usual u ON u.stat_id = s.id ORDER BY s.id
  ON CONFLICT (stat_id) DO UPDATE SET made_at = EXCLUDED.made_at, zone = EXCLUDED.zone, hours = EXCLUDED.hours,
    sensitivity = EXCLUDED.sensitivity, rings = EXCLUDED.rings, weeks = EXCLUDED.weeks
  WHERE stat_usual.made_at <= EXCLUDED.made_at`;

/** Puts what was learned of stats in the place of what was known before. */
export async function keepUsual(
  pool: pg.Pool,
  learned: (LearnedUsual & Pick<LearnableStat, "seriesId" | "shared">)[],
  now: Date,
): Promise<void> {
  const rows = learned.map(({ seriesId, hours, strays, ...rest }) => ({
    ...rest,
    id: String(seriesId),
    hours: { week: hours.map(fromHour), strays },
  }));
  await pool.query(KEEP, [JSON.stringify(rows), now]);
}

/** A stat of a team's watch, as far as its budget goes. */
export interface WatchedStat extends Strays {
  seriesId: bigint;
}

const STRAYS = `
  SELECT u.stat_id::text AS "seriesId", u.hours->'strays' AS strays, u.weeks
  FROM stat_usual u JOIN stat s ON s.id = u.stat_id
  WHERE s.team_id = $1 AND s.trashed_at IS NULL AND s.merged_into_id IS NULL AND u.weeks > 0 ORDER BY u.stat_id`;

/** How far a team's stats strayed, those left out that are too young to tell. */
export async function findStrays(pool: pg.Pool, teamId: string): Promise<WatchedStat[]> {
  const { rows } = await pool.query<Strays & { seriesId: string }>(STRAYS, [teamId]);
  return rows.map((row) => ({ ...row, seriesId: BigInt(row.seriesId) }));
}

const SHARE = `
  UPDATE stat_usual u SET sensitivity = g.sensitivity, rings = g.rings
  FROM (
    SELECT u.stat_id, g.sensitivity, g.rings
    FROM unnest($1::bigint[], $2::float8[], $3::int[]) AS g (id, sensitivity, rings) JOIN stat_usual u ON u.stat_id = g.id
    WHERE (u.sensitivity, u.rings) <> (g.sensitivity, g.rings) ORDER BY u.stat_id FOR UPDATE OF u) g
  WHERE u.stat_id = g.stat_id`;

/** Writes down how sensitive the watch of stats is from now on. */
export async function keepSensitivities(
  pool: pg.Pool,
  shares: { seriesId: bigint; sensitivity: number; rings: number }[],
): Promise<void> {
  await pool.query(SHARE, [
    shares.map(({ seriesId }) => String(seriesId)),
    shares.map(({ sensitivity }) => sensitivity),
    shares.map(({ rings }) => rings),
  ]);
}

function toHour(hour: KeptHour): UsualOfStat["hours"][number] {
  return hour === null ? null : { middle: hour[0], spread: hour[1] === 0 ? Number.MIN_VALUE : hour[1] };
}

/** In few digits: PostgreSQL writes the least number there is with 324 of them. */
function fromHour(hour: UsualOfStat["hours"][number]): KeptHour {
  if (hour === null) return null;
  const { middle, spread } = hour;
  return [Number(middle.toPrecision(12)), spread === Number.MIN_VALUE ? 0 : Number(spread.toPrecision(6))];
}
