import type { Transaction } from "./transaction";

/** Deletes up to `batch` mailed links that no longer work, and returns how many there were. */
export async function deleteExpiredLinks(db: Transaction, now: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM mailed_link WHERE id IN
      (SELECT id FROM mailed_link WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${batch})`;
}

/** Deletes up to `batch` sessions that have expired, and returns how many there were. */
export async function deleteExpiredSessions(db: Transaction, now: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM user_session WHERE id IN
      (SELECT id FROM user_session WHERE expires_at <= ${now} ORDER BY expires_at LIMIT ${batch})`;
}

/** Deletes up to `batch` counts of attempts whose window is over, and returns how many there were. */
export async function deleteAttempts(db: Transaction, now: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM attempt WHERE key IN (SELECT key FROM attempt WHERE expire < ${now.getTime()} LIMIT ${batch})`;
}
