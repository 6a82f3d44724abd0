import type { Transaction } from "./transaction";

/** Deletes up to `batch` receipts made before a moment and returns how many there were. */
export async function deleteReceipts(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    DELETE FROM ingest_receipt WHERE (team_id, key) IN
      (SELECT team_id, key FROM ingest_receipt WHERE created_at < ${before} ORDER BY created_at LIMIT ${batch})`;
}

/** Deletes what was leased in windows that began before a moment and returns how many rows there were. */
export async function deleteLeases(db: Transaction, before: Date): Promise<number> {
  return db.$executeRaw`DELETE FROM limit_lease WHERE "window" < ${before}`;
}
