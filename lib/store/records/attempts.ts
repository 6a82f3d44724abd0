import type pg from "pg";
import { RateLimiterPostgres, RateLimiterRes } from "rate-limiter-flexible";
import type { Store } from "@/lib/store/engine/store";
import { type Transaction, transaction } from "./transaction";

/** So many points for each key within a window that begins with the first. Windows are of real time. */
export interface Limit {
  name: string;
  points: number;
  seconds: number;
}

const limiters = new WeakMap<pg.Pool, Map<string, RateLimiterPostgres>>();

/**
 * Takes a point of a key, in one statement, so that no two processes take the same. Returns null, or how many seconds
 * are left of the window when there was none to take.
 */
export async function takePoint(pool: pg.Pool, limit: Limit, key: string): Promise<number | null> {
  try {
    await limiter(pool, limit).consume(key);
    return null;
  } catch (error) {
    if (error instanceof RateLimiterRes) return Math.max(1, Math.ceil(error.msBeforeNext / 1_000));
    throw error;
  }
}

/** Gives a point back that was taken. */
export async function givePointBack(pool: pg.Pool, limit: Limit, key: string): Promise<void> {
  await limiter(pool, limit).reward(key);
}

function limiter(pool: pg.Pool, { name, points, seconds }: Limit): RateLimiterPostgres {
  const known = limiters.get(pool) ?? new Map<string, RateLimiterPostgres>();
  limiters.set(pool, known);
  const made =
    known.get(name) ??
    new RateLimiterPostgres({
      storeClient: pool,
      tableName: "attempt",
      tableCreated: true,
      keyPrefix: name,
      points,
      duration: seconds,
      // Sweeping is a chore of the house.
      clearExpiredByTimeout: false,
    });
  known.set(name, made);
  return made;
}

class NotKept extends Error {}

/**
 * Does some writing and keeps it or takes it back, so that nobody can tell by the time which it was: neither waits for
 * the disk. What is kept may be lost when the database is killed within the same second.
 */
export async function keepOrNot(store: Store, keep: boolean, write: (tx: Transaction) => Promise<void>): Promise<void> {
  const work = transaction(store, async (tx) => {
    await tx.$executeRaw`SET LOCAL synchronous_commit = off`;
    await write(tx);
    if (!keep) throw new NotKept();
  });
  await work.catch((error) => {
    if (!(error instanceof NotKept)) throw error;
  });
}
