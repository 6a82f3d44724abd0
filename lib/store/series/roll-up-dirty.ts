import type pg from "pg";
import { failpoint } from "./failpoint";
import { remakeDays } from "./roll-up-days";
import { readMarks } from "./roll-up-marks";
import { foldNewcomers, remakeQuarters, type Stretch } from "./roll-up-quarters";
import type { Made } from "./roll-up-round";
import { rollUpTransaction } from "./roll-up-transaction";
import { dayOf, zonesOf } from "./roll-up-zones";

const QUARTER = 900;
const MARKS = 2_000;

const TAKE = `
  DELETE FROM rollup_dirty WHERE id IN (SELECT id FROM rollup_dirty ORDER BY id LIMIT $1)
  RETURNING stat_id AS id, extract(epoch FROM quarter)::float8 AS quarter`;

const MINUTES_FROM = `
  SELECT id, extract(epoch FROM minutes_from)::float8 AS from FROM stat WHERE id = ANY ($1::bigint[])`;

/**
 * One step through the dirty marks: takes the oldest, and makes their quarters and the days around them anew. The
 * minutes are read in a later statement than the one that takes the marks, so that every minute whose mark is taken
 * is seen. Returns null when there was none.
 */
export async function rollUpDirty(pool: pg.Pool): Promise<(Made & { dirty: number }) | null> {
  const { rowCount } = await pool.query("SELECT FROM rollup_dirty LIMIT 1");
  if (rowCount === 0) return null;
  return rollUpTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string; quarter: number }>(TAKE, [MARKS]);
    failpoint("dirty taken");
    if (rows.length === 0) return null;
    const stale = await distinct(client, rows);
    const kept = stale.filter(({ folded }) => !folded);
    const quarters = (await remakeQuarters(client, kept)) + (await foldNewcomers(client, stale.filter(isFolded)));
    failpoint("dirty quarters rolled up");
    const days = await daysAround(client, stale);
    failpoint("dirty rolled up");
    return { quarters, days, dirty: rows.length };
  });
}

interface Stale extends Stretch {
  /** Whether its minutes have been folded: then minutes found there are newcomers. */
  folded: boolean;
}

function isFolded({ folded }: Stale): boolean {
  return folded;
}

/** Each quarter once; those of series that are gone are left out. */
async function distinct(client: pg.ClientBase, rows: { id: string; quarter: number }[]): Promise<Stale[]> {
  const ids = [...new Set(rows.map(({ id }) => id))];
  const known = await client.query<{ id: string; from: number }>(MINUTES_FROM, [ids]);
  const minutesFrom = new Map(known.rows.map(({ id, from }) => [id, from]));
  const stale = new Map<string, Stale>();
  for (const { id, quarter } of rows) {
    const from = minutesFrom.get(id);
    if (from === undefined) continue;
    const stretch = { seriesId: BigInt(id), since: quarter, until: quarter + QUARTER };
    stale.set(`${id} ${quarter}`, { ...stretch, folded: quarter < from });
  }
  return [...stale.values()];
}

/** A day that has not ended yet is made when it has, by the round that passes its end. */
async function daysAround(client: pg.ClientBase, stale: Stretch[]): Promise<number> {
  const { rolledTo, rollingTo } = await readMarks(client);
  const end = rollingTo ?? rolledTo;
  let made = 0;
  for (const [zone, series] of await zonesOf(client, [...new Set(stale.map(({ seriesId }) => seriesId))])) {
    const days = new Map<string, Stretch>();
    for (const { seriesId, since } of stale) {
      const day = series.has(seriesId) ? dayOf(since, zone) : null;
      if (day !== null && day.until <= end) days.set(`${seriesId} ${day.since}`, { seriesId, ...day });
    }
    made += await remakeDays(client, zone, [...days.values()]);
  }
  return made;
}
