import type pg from "pg";
import { failpoint } from "./failpoint";
import { clearDays, remakeDays } from "./roll-up-days";
import { type Marks, readMarks } from "./roll-up-marks";
import { remakeQuarters, type Stretch } from "./roll-up-quarters";
import { rollUpTransaction } from "./roll-up-transaction";
import { dayOf, daysBetween, daysOfSeries, firstQuarters, zonesOf } from "./roll-up-zones";

const QUARTER = 900;
const DAY = 86_400;
const MOST_STATS = 500;
/** A step is to take seconds at most, also when years have to be made anew. */
const MOST_DAYS = 180;

/** What a step made: rows of quarters and days with data. */
export interface Made {
  quarters: number;
  days: number;
}

/**
 * One step of a round: the quarters closed since the last round, and the days that ended in them, for the next stats
 * in turn; a round that has passed all of them moves `rolledTo`. Returns null when no quarter has been closed since.
 *
 * Stats are passed in the order of their ids, though an id may become visible after a greater one: a minute of such a
 * stat was written after the past was closed, and so has left a dirty mark.
 */
export async function rollUpRound(pool: pg.Pool): Promise<Made | null> {
  const { closedTo, rolledTo, rollingTo } = await readMarks(pool);
  if (rollingTo === null && closedTo <= rolledTo) return null;
  return rollUpTransaction(pool, async (client) => {
    const marks = await readMarks(client);
    if (marks.rollingTo === null) return begin(client, marks);
    const stats = await nextStats(client, marks);
    const last = stats.at(-1);
    if (last === undefined) return end(client);
    const made = await pass(client, stats, marks.rolledTo, marks.rollingTo);
    failpoint("stats rolled up");
    await client.query("UPDATE rollup_mark SET rolling_after = $1", [String(last.seriesId)]);
    return made;
  });
}

async function begin(client: pg.ClientBase, { closedTo, rolledTo }: Marks): Promise<Made | null> {
  if (closedTo <= rolledTo) return null;
  const first = rolledTo === 0 ? await firstMinute(client) : rolledTo;
  const to = Math.min(closedTo, Math.floor((first ?? closedTo) / QUARTER) * QUARTER + MOST_DAYS * DAY);
  failpoint("round begun");
  await client.query("UPDATE rollup_mark SET rolling_to = to_timestamp($1), rolling_after = 0", [to]);
  return { quarters: 0, days: 0 };
}

async function firstMinute(client: pg.ClientBase): Promise<number | null> {
  const { rows } = await client.query<{ first: number | null }>(
    `SELECT extract(epoch FROM min(m.first))::float8 AS first FROM stat s
     CROSS JOIN LATERAL (SELECT min(minute) AS first FROM series_minute WHERE stat_id = s.id) m`,
  );
  return rows[0]?.first ?? null;
}

async function end(client: pg.ClientBase): Promise<Made> {
  failpoint("round ended");
  await client.query("UPDATE rollup_mark SET rolled_to = rolling_to, rolling_to = NULL, rolling_after = 0");
  return { quarters: 0, days: 0 };
}

interface Passed {
  seriesId: bigint;
  minutesFrom: number;
}

/** Few of them when there is much to do for each. */
async function nextStats(client: pg.ClientBase, { rolledTo, rollingTo, rollingAfter }: Marks): Promise<Passed[]> {
  const days = Math.min(((rollingTo ?? rolledTo) - rolledTo) / DAY, MOST_DAYS);
  const { rows } = await client.query<{ id: string; from: number }>(
    `SELECT id, extract(epoch FROM minutes_from)::float8 AS from FROM stat WHERE id > $1 ORDER BY id LIMIT $2`,
    [String(rollingAfter), Math.max(1, Math.floor(MOST_STATS / Math.max(1, days)))],
  );
  return rows.map(({ id, from }) => ({ seriesId: BigInt(id), minutesFrom: from }));
}

async function pass(client: pg.ClientBase, stats: Passed[], from: number, to: number): Promise<Made> {
  const stretches = stats.map(({ seriesId, minutesFrom }): Stretch => {
    return { seriesId, since: Math.max(from, minutesFrom), until: to };
  });
  const quarters = await remakeQuarters(client, stretches);
  return { quarters, days: await passDays(client, stats, from, to) };
}

async function passDays(client: pg.ClientBase, stats: Passed[], from: number, to: number): Promise<number> {
  let made = 0;
  const ids = stats.map(({ seriesId }) => seriesId);
  const first = await firstQuarters(client, ids);
  for (const [zone, series] of await zonesOf(client, ids)) {
    const begin = dayOf(from, zone)?.since ?? from;
    const days = daysBetween(Math.max(begin, Math.min(...first.values())), to, zone);
    const ended = days.filter(({ until }) => until > from);
    if (from === 0 || ended.length > 0) await clearDays(client, zone, [...series], begin);
    made += await remakeDays(client, zone, daysOfSeries(series, first, ended));
  }
  return made;
}
