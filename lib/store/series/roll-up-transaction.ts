import type pg from "pg";
import { JOB_LOCK } from "./locks";

const ATTEMPTS = 5;
const CLASHES = new Set(["40P01", "40001"]);
const LIMITS = "SET LOCAL statement_timeout = '120s'; SET LOCAL lock_timeout = '60s'";

/**
 * Runs `work` in one transaction that may write derived rows: one at a time over all processes, so each statement of
 * it sees what the one before committed. A deadlock runs it anew. A connection on which something went wrong is
 * thrown away.
 */
export async function rollUpTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  return seriesTransaction(pool, async (client) => {
    await client.query(`SELECT pg_advisory_xact_lock(${JOB_LOCK})`);
    return work(client);
  });
}

/** The same without the lock. */
export async function seriesTransaction<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await once(pool, work);
    } catch (error) {
      if (attempt === ATTEMPTS || !isClash(error)) throw error;
    }
  }
}

async function once<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query(`BEGIN; ${LIMITS}`);
    const result = await work(client);
    await client.query("COMMIT");
    client.release();
    return result;
  } catch (error) {
    client.release(true);
    throw error;
  }
}

function isClash(error: unknown): boolean {
  return error instanceof Error && "code" in error && CLASHES.has(String(error.code));
}
