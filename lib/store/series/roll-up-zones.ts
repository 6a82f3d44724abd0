import type pg from "pg";
import { bucketBounds } from "@/lib/domain/time";
import { failpoint } from "./failpoint";
import { remakeDays } from "./roll-up-days";
import { readMarks } from "./roll-up-marks";
import type { Stretch } from "./roll-up-quarters";
import { rollUpTransaction } from "./roll-up-transaction";

const QUARTER = 900;

type Queryable = Pick<pg.ClientBase, "query">;

/** The local days that lie in whole quarters and that end after `since`, and at `until` or before. Unix seconds. */
export function daysBetween(since: number, until: number, zone: string): { since: number; until: number }[] {
  if (until <= since) return [];
  const bounds = bucketBounds(since, until, "1d", zone);
  return bounds.slice(1).flatMap((end, index) => {
    const start = bounds[index] as number;
    return end <= until && start % QUARTER === 0 && end % QUARTER === 0 ? [{ since: start, until: end }] : [];
  });
}

/** The local day that a moment lies in. */
export function dayOf(moment: number, zone: string): { since: number; until: number } | null {
  const [since = 0, until = 0] = bucketBounds(moment, moment, "1d", zone);
  return since % QUARTER === 0 && until % QUARTER === 0 ? { since, until } : null;
}

/** Every series with the zones in which its days are kept. */
const ZONES_OF = `
  SELECT s.id, z.zone FROM stat s JOIN rollup_zone z ON z.team_id = s.team_id AND z.state <> 'dropping'
  WHERE s.id = ANY ($1::bigint[])`;

/** By zone, those of the series whose days are kept in it. */
export async function zonesOf(client: Queryable, seriesIds: bigint[]): Promise<Map<string, Set<bigint>>> {
  const { rows } = await client.query<{ id: string; zone: string }>(ZONES_OF, [seriesIds.map(String)]);
  const zones = new Map<string, Set<bigint>>();
  for (const { id, zone } of rows) {
    const series = zones.get(zone) ?? new Set();
    zones.set(zone, series.add(BigInt(id)));
  }
  return zones;
}

/** When the first quarter of each series begins; series without any are missing. */
export async function firstQuarters(client: Queryable, seriesIds: bigint[]): Promise<Map<bigint, number>> {
  const { rows } = await client.query<{ id: string; first: number }>(
    `SELECT s.id, extract(epoch FROM q.first)::float8 AS first
     FROM unnest($1::bigint[]) AS s (id)
     CROSS JOIN LATERAL (SELECT min(quarter) AS first FROM series_quarter WHERE stat_id = s.id) q
     WHERE q.first IS NOT NULL`,
    [seriesIds.map(String)],
  );
  return new Map(rows.map(({ id, first }) => [BigInt(id), first]));
}

/** The days of a zone for each series, from the series' first quarter on. */
export function daysOfSeries(
  series: Iterable<bigint>,
  first: Map<bigint, number>,
  days: { since: number; until: number }[],
): Stretch[] {
  return [...series].flatMap((seriesId) => {
    const begin = first.get(seriesId);
    if (begin === undefined) return [];
    return days.filter(({ until }) => until > begin).map((day) => ({ seriesId, ...day }));
  });
}

interface Unready {
  teamId: string;
  zone: string;
  state: "building" | "dropping";
  doneTo: string;
}

const BEGIN = `
  INSERT INTO rollup_zone AS z (team_id, zone) SELECT t.id, t.zone FROM team t
  WHERE NOT EXISTS (SELECT FROM rollup_zone k WHERE k.team_id = t.id AND k.zone = t.zone AND k.state <> 'dropping')
  ON CONFLICT (team_id, zone) DO UPDATE SET state = 'building', done_to = 0`;

// The zone of before stays until that of now is ready.
const LEAVE = `
  UPDATE rollup_zone z SET state = 'dropping', done_to = 0 FROM team t
  WHERE t.id = z.team_id AND t.zone <> z.zone AND z.state <> 'dropping'
    AND EXISTS (SELECT FROM rollup_zone n WHERE n.team_id = t.id AND n.zone = t.zone AND n.state = 'ready')`;

const NEXT = `
  SELECT team_id AS "teamId", zone, state, done_to AS "doneTo" FROM rollup_zone
  WHERE state <> 'ready' ORDER BY state, team_id, zone LIMIT 1`;

const DUE = `
  SELECT EXISTS (SELECT FROM rollup_zone WHERE state <> 'ready') OR EXISTS (
    SELECT FROM team t WHERE NOT EXISTS (SELECT FROM rollup_zone z WHERE z.team_id = t.id AND z.zone = t.zone)) AS due`;

const STATS = 20;

/**
 * One step towards days in the zone of every team: a zone that a team moved to is built beside the one it had, which
 * is dropped when the new one is ready. Returns null when there was nothing to do.
 */
export async function rollUpZones(pool: pg.Pool): Promise<{ days: number; ready: number } | null> {
  const { rows } = await pool.query<{ due: boolean }>(DUE);
  if (rows[0]?.due !== true) return null;
  const done = await rollUpTransaction(pool, async (client) => {
    await client.query(BEGIN);
    await client.query(LEAVE);
    failpoint("zone begun");
    const next = (await client.query<Unready>(NEXT)).rows[0];
    return next === undefined ? null : step(client, next);
  });
  if (done?.ready) failpoint("zone ready");
  return done;
}

async function step(client: pg.ClientBase, unready: Unready): Promise<{ days: number; ready: number }> {
  const ids = await nextStats(client, unready);
  const last = ids.at(-1);
  if (last === undefined) return { days: 0, ready: await finish(client, unready) };
  const days = unready.state === "building" ? await build(client, unready.zone, ids) : await drop(client, unready, ids);
  await client.query("UPDATE rollup_zone SET done_to = $3 WHERE team_id = $1 AND zone = $2", [
    unready.teamId,
    unready.zone,
    String(last),
  ]);
  failpoint("zone days built");
  return { days, ready: 0 };
}

async function nextStats(client: pg.ClientBase, { teamId, doneTo }: Unready): Promise<bigint[]> {
  const { rows } = await client.query<{ id: string }>(
    "SELECT id FROM stat WHERE team_id = $1 AND id > $2 ORDER BY id LIMIT $3",
    [teamId, doneTo, STATS],
  );
  return rows.map(({ id }) => BigInt(id));
}

/** A round under way has passed some of the stats already, and with them the days up to where it goes. */
async function build(client: pg.ClientBase, zone: string, ids: bigint[]): Promise<number> {
  const { rolledTo, rollingTo } = await readMarks(client);
  const first = await firstQuarters(client, ids);
  if (first.size === 0) return 0;
  const days = daysBetween(Math.min(...first.values()), rollingTo ?? rolledTo, zone);
  return remakeDays(client, zone, daysOfSeries(ids, first, days));
}

async function drop(client: pg.ClientBase, { zone }: Unready, ids: bigint[]): Promise<number> {
  await client.query("DELETE FROM series_day WHERE stat_id = ANY ($1::bigint[]) AND zone = $2", [
    ids.map(String),
    zone,
  ]);
  return 0;
}

/** Returns 1 when a zone has become ready. */
async function finish(client: pg.ClientBase, { teamId, zone, state }: Unready): Promise<number> {
  if (state === "building") {
    await client.query("UPDATE rollup_zone SET state = 'ready' WHERE team_id = $1 AND zone = $2", [teamId, zone]);
    await client.query(LEAVE);
    return 1;
  }
  await client.query("DELETE FROM rollup_zone WHERE team_id = $1 AND zone = $2", [teamId, zone]);
  return 0;
}
