import pg from "pg";

export interface Probe {
  /** Asks once. Rejects when the database did not answer in time, or has not been migrated. */
  ask(): Promise<{ tickAgeSeconds: number | null }>;
  close(): Promise<void>;
}

/**
 * Tells whether a database answers, over one connection of its own, so that a busy pool is not mistaken for a dead
 * server. `tickAgeSeconds` is how long ago the worker last finished a round, null when it never did.
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
      const { rows } = await pool.query<{ age: number | null }>(
        "SELECT extract(epoch FROM clock_timestamp() - max(last_at))::float8 AS age FROM job_tick",
      );
      return { tickAgeSeconds: rows[0]?.age ?? null };
    },
    close: () => pool.end(),
  };
}
