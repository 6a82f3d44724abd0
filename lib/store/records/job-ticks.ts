import type { Transaction } from "./transaction";

/** Notes that a job of the worker finished a round. */
export async function noteTick(db: Transaction, name: string, now: Date): Promise<void> {
  await db.jobTick.upsert({ where: { name }, create: { name, lastAt: now }, update: { lastAt: now } });
}

/** When any job last finished a round; null before the first one. */
export async function latestTick(db: Transaction): Promise<Date | null> {
  const { _max } = await db.jobTick.aggregate({ _max: { lastAt: true } });
  return _max.lastAt;
}
