import pg from "pg";
import { SUPERUSER } from "./initialise";

const KEEPER = "statnest keeper";

export type Attempt =
  | { client: pg.Client }
  /** Starting, recovering, stopping, or not listening yet. */
  | { notYet: string }
  /** Somebody answers who is not our server. */
  | { stranger: string };

/** Proves that the server of these data answers on the port, by a connection that holds it open for us. */
export async function tryConnect(port: number, password: string, data: string): Promise<Attempt> {
  const client = new pg.Client({
    host: "127.0.0.1",
    port,
    user: SUPERUSER,
    password,
    database: "postgres",
    ssl: false,
    application_name: KEEPER,
    connectionTimeoutMillis: 5_000,
  });
  client.on("error", () => {});
  try {
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('data_directory') AS data");
    if (rows[0].data === data) return { client };
    await client.end();
    return { stranger: `the server on port ${port} keeps its data in ${rows[0].data}` };
  } catch (error) {
    await client.end().catch(() => {});
    return whyRefused(error, port);
  }
}

function whyRefused(error: unknown, port: number): Attempt {
  const code = (error as { code?: unknown }).code;
  const text = error instanceof Error ? error.message : String(error);
  const refusals = ["28P01", "28000"];
  if (typeof code === "string" && refusals.includes(code)) return { stranger: `port ${port}: ${text}` };
  return { notYet: text };
}

export async function ensureDatabase(client: pg.Client, name: string): Promise<void> {
  const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
  if (rowCount === 0) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE template0`);
}

/** How many others hold the server open. */
export async function otherKeepers(client: pg.Client): Promise<number> {
  const { rows } = await client.query(
    "SELECT count(*)::int AS n FROM pg_stat_activity WHERE application_name = $1 AND pid <> pg_backend_pid()",
    [KEEPER],
  );
  return rows[0].n;
}
