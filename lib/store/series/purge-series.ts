import type pg from "pg";

// A DELETE has no LIMIT: the oldest minutes are named, so that one statement never holds many rows.
const PURGE = `
  DELETE FROM series_minute
  WHERE stat_id = $1 AND minute IN (SELECT minute FROM series_minute WHERE stat_id = $1 ORDER BY minute LIMIT $2)`;

/** Deletes up to `batch` minutes of a stat and returns how many there were. */
export async function purgeSeries(pool: pg.Pool, seriesId: bigint, batch: number): Promise<number> {
  const { rowCount } = await pool.query(PURGE, [String(seriesId), batch]);
  return rowCount ?? 0;
}
