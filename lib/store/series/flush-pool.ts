import pg from "pg";
import { INGEST_LIMITS } from "./flush-link";

const CONNECTIONS = 4;
const PASSING = new Set(["40001", "40P01"]);

/** The database cannot be asked now. Nothing was stored for whoever meets this. */
export class Unavailable extends Error {
  override readonly name = "Unavailable";
}

/** Where ingest looks things up that it does not remember; never used by a flush. */
export function openIngestPool(url: string, onError: (error: unknown) => void): pg.Pool {
  const pool = new pg.Pool({
    ...INGEST_LIMITS,
    connectionString: url,
    max: CONNECTIONS,
    application_name: "statnest ingest lookup",
  });
  pool.on("error", onError);
  return pool;
}

/**
 * Asks a question that may be asked twice: a lost connection or a clash is tried once more. Throws Unavailable for
 * what may pass; an error in the question itself is thrown as it is.
 */
export async function ask<Row extends pg.QueryResultRow>(pool: pg.Pool, query: pg.QueryConfig): Promise<Row[]> {
  for (let attempt = 1; ; attempt++) {
    try {
      return (await pool.query<Row>(query)).rows;
    } catch (error) {
      if (isQuestionAtFault(error)) throw error;
      if (attempt === 2 || !mayPassAtOnce(error)) throw new Unavailable("the database is away", { cause: error });
    }
  }
}

function isQuestionAtFault(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^(?:2[1-3]|42|SN)/.test(error.code ?? "");
}

/** A pool hands out a connection that the server has closed since; and refuses at once when it cannot connect. */
function mayPassAtOnce(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return PASSING.has(error.code ?? "") || error.code === "57P01";
  return (
    error instanceof Error && /terminated|closed|ECONNRESET|EPIPE/.test(error.message) && !/timeout/.test(error.message)
  );
}
