import pg from "pg";

/**
 * What a failed flush means for its points.
 * - `again`: rolled back by a clash with another transaction; the same flush may be sent anew.
 * - `receipt`: rolled back, because one of the keyed writes in it was counted before.
 * - `data`: rolled back, because the database does not take some of it.
 * - `refused`: rolled back for a reason that may pass: a lock, a time-out, a read-only or full database.
 * - `unknown`: the connection was lost. It may have been committed, or not.
 */
export type FlushVerdict = "again" | "receipt" | "data" | "refused" | "unknown";

/** The SQLSTATE that ingest_flush raises when a receipt exists. */
const RECEIPT_EXISTS = "SN409";
const CLASHES = new Set(["40001", "40P01"]);
const DATA_CLASSES = new Set(["21", "22", "23", "54"]);
// A session that ends may end right after its commit: shutdown, crash, connection and internal errors.
const ENDING = /^(?:57P|08|XX)/;

export function flushVerdict(error: unknown): FlushVerdict {
  if (!(error instanceof pg.DatabaseError) || error.code === undefined) return "unknown";
  if (error.severity === "FATAL" || error.severity === "PANIC" || ENDING.test(error.code)) return "unknown";
  if (error.code === RECEIPT_EXISTS) return "receipt";
  if (CLASHES.has(error.code)) return "again";
  return DATA_CLASSES.has(error.code.slice(0, 2)) ? "data" : "refused";
}
