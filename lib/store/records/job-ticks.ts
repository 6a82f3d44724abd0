import type { Transaction } from "./transaction";

export interface Tick {
  name: string;
  lastAt: Date;
}

/**
 * Notes that a job finished a round. One statement, not Prisma's upsert, which asks first: two processes may note the
 * same job's first round at once.
 */
export async function noteTick(db: Transaction, name: string, now: Date): Promise<void> {
  await db.$executeRaw`
    INSERT INTO job_tick (name, last_at) VALUES (${name}, ${now})
    ON CONFLICT (name) DO UPDATE SET last_at = excluded.last_at`;
}

/** When each job last finished a round, by name. */
export async function findTicks(db: Transaction): Promise<Tick[]> {
  return db.jobTick.findMany({ orderBy: { name: "asc" } });
}
