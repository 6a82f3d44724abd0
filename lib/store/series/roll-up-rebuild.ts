import type pg from "pg";
import { rollUpTransaction } from "./roll-up-transaction";

const SERIES = ["series_minute", "series_quarter", "series_day", "series_bin", "series_sketch", "rollup_dirty"];

/**
 * Sets the roll-up back to its beginning: the rounds that follow make every quarter and day anew, and until they have,
 * reads use the minutes. Quarters into which minutes have been folded stay, being the truth there. Rows of stats that
 * are gone are deleted.
 */
export async function rebuildDerived(pool: pg.Pool): Promise<void> {
  await rollUpTransaction(pool, async (client) => {
    await client.query("SET LOCAL statement_timeout = 0");
    for (const table of SERIES) {
      await client.query(`DELETE FROM ${table} t WHERE NOT EXISTS (SELECT FROM stat WHERE id = t.stat_id)`);
    }
    await client.query("UPDATE rollup_mark SET rolled_to = 'epoch', rolling_to = NULL, rolling_after = 0");
  });
}
