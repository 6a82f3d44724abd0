import type pg from "pg";
import { failpoint } from "./failpoint";
import { PAST_LOCK } from "./locks";
import { seriesTransaction } from "./roll-up-transaction";

/** How far the roll-up has come. Unix seconds, bounds of quarters. */
export interface Marks {
  closedTo: number;
  rolledTo: number;
  /** What `rolledTo` becomes when the stats up to the last one are rolled up; null between two rounds. */
  rollingTo: number | null;
  /** The stats up to this one are. */
  rollingAfter: bigint;
}

const READ = `
  SELECT extract(epoch FROM closed_to)::float8 AS "closedTo", extract(epoch FROM rolled_to)::float8 AS "rolledTo",
    extract(epoch FROM rolling_to)::float8 AS "rollingTo", rolling_after AS "rollingAfter"
  FROM rollup_mark`;

export async function readMarks(db: Pick<pg.ClientBase, "query">): Promise<Marks> {
  const { rows } = await db.query<Omit<Marks, "rollingAfter"> & { rollingAfter: string }>(READ);
  const [row] = rows;
  if (row === undefined) throw new Error("rollup_mark has no row");
  return { ...row, rollingAfter: BigInt(row.rollingAfter) };
}

const QUARTER = 900;
const LAG = 60;
const ATTEMPTS = 5;
const LOCK_NOT_AVAILABLE = "55P03";

/**
 * Closes the quarters that ended a minute ago or earlier: from then on whoever changes their minutes leaves a dirty
 * mark. The lock is waited for no longer than a flush can bear, since every flush queues behind whoever waits for it;
 * past that the next round tries again. Returns where the past ends now.
 */
export async function closePast(pool: pg.Pool, now: Date): Promise<number> {
  const end = Math.floor((now.getTime() / 1_000 - LAG) / QUARTER) * QUARTER;
  const { closedTo } = await readMarks(pool);
  if (closedTo >= end) return closedTo;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt++) {
    if (await close(pool, end)) {
      failpoint("past closed");
      return end;
    }
  }
  return closedTo;
}

async function close(pool: pg.Pool, end: number): Promise<boolean> {
  try {
    await seriesTransaction(pool, async (client) => {
      await client.query("SET LOCAL lock_timeout = '250ms'");
      await client.query(`SELECT pg_advisory_xact_lock(${PAST_LOCK})`);
      await client.query("UPDATE rollup_mark SET closed_to = greatest(closed_to, to_timestamp($1))", [end]);
    });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === LOCK_NOT_AVAILABLE) return false;
    throw error;
  }
}
