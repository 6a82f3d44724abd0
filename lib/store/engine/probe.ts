import pg from "pg";

/** How long ago something ended last, in seconds; null when it never did. */
export interface Ages {
  /** Any round of the worker's. */
  tickAgeSeconds: number | null;
  /** One of the alerts' tick. */
  alertTickAgeSeconds: number | null;
  /** A worker's sign of life, which a scheduler's call gives none of. */
  workerAgeSeconds: number | null;
}

export interface Probe {
  /** Asks once. Rejects when the database did not answer in time, or has not been migrated. */
  ask(): Promise<Ages>;
  close(): Promise<void>;
}

const AGES = `
  SELECT extract(epoch FROM clock_timestamp() - max(last_at))::float8 AS "tickAgeSeconds",
    extract(epoch FROM clock_timestamp() - max(last_at) FILTER (WHERE name = 'evaluate alerts'))::float8
      AS "alertTickAgeSeconds",
    extract(epoch FROM clock_timestamp() - max(last_at) FILTER (WHERE name = 'tick'))::float8 AS "workerAgeSeconds"
  FROM job_tick`;

/**
 * Tells whether a database answers, over one connection of its own, so that a busy pool is not mistaken for a dead
 * server.
 */
export function openProbe(url: string, timeoutMs: number): Probe {
  const pool = new pg.Pool({
    connectionString: url,
    max: 1,
    connectionTimeoutMillis: timeoutMs,
    query_timeout: timeoutMs,
    statement_timeout: timeoutMs,
    idleTimeoutMillis: 0,
    application_name: "statnest probe",
  });
  pool.on("error", () => {});
  return {
    async ask() {
      const { rows } = await pool.query<Ages>(AGES);
      return rows[0] ?? { tickAgeSeconds: null, alertTickAgeSeconds: null, workerAgeSeconds: null };
    },
    close: () => pool.end(),
  };
}
