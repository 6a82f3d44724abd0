import type pg from "pg";
import { rollUpTransaction, seriesTransaction } from "./roll-up-transaction";

const RECEIVED = ["series_minute", "series_bin"];
const DERIVED = ["series_quarter", "series_day", "series_sketch", "rollup_dirty"];

// A DELETE has no LIMIT: the rows are named, so that one statement never holds many of them.
function purge(table: string): string {
  return `DELETE FROM ${table} WHERE ctid = ANY (ARRAY(SELECT ctid FROM ${table} WHERE stat_id = $1 LIMIT $2))`;
}

/**
 * Deletes up to `batch` rows of a series from each of its tables, and returns how many there were. What others write
 * of it meanwhile may be left: `purgeStat` takes the last of it.
 */
export async function purgeSeries(pool: pg.Pool, seriesId: bigint, batch: number): Promise<number> {
  const from = (tables: string[]) => async (client: pg.PoolClient) => {
    let purged = 0;
    for (const table of tables) {
      const { rowCount } = await client.query(purge(table), [String(seriesId), batch]);
      purged += rowCount ?? 0;
    }
    return purged;
  };
  const received = await seriesTransaction(pool, from(RECEIVED));
  return received + (await rollUpTransaction(pool, from(DERIVED)));
}

const LOCK = `
  SELECT id FROM stat
  WHERE (id = $1 OR merged_into_id = $1) AND EXISTS (SELECT FROM stat WHERE id = $1 AND trashed_at < $2)
  ORDER BY id FOR UPDATE`;

/**
 * Deletes a stat that went into the trash before a moment: its record with names and favourites, those of the stats
 * merged into it, and whatever their series still have. False when there is no such stat in the trash.
 *
 * Nothing comes after it: ingest has not written to a stat in the trash for minutes; rows are only moved into it while
 * the record of the one they come from is locked, which is waited for here; and derived rows are only made under the
 * lock held here, from minutes that are gone.
 */
export async function purgeStat(pool: pg.Pool, seriesId: bigint, trashedBefore: Date): Promise<boolean> {
  return rollUpTransaction(pool, async (client) => {
    const { rows } = await client.query<{ id: string }>(LOCK, [String(seriesId), trashedBefore]);
    if (rows.length === 0) return false;
    const ids = rows.map(({ id }) => id);
    for (const table of [...RECEIVED, ...DERIVED]) {
      await client.query(`DELETE FROM ${table} WHERE stat_id = ANY ($1::bigint[])`, [ids]);
    }
    await client.query("DELETE FROM stat WHERE id = $1", [String(seriesId)]);
    await client.query("UPDATE change_mark SET version = version + 1 WHERE id = 1");
    return true;
  });
}
