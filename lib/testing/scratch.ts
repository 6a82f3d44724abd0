import pg from "pg";
import { inject } from "vitest";

/** Creates (or creates anew) a database and returns its URL. */
export async function createDatabase(clusterUrl: string, name: string, template = "template0"): Promise<string> {
  const client = new pg.Client({ connectionString: clusterUrl });
  await client.connect();
  try {
    await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(name)} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${pg.escapeIdentifier(name)} TEMPLATE ${pg.escapeIdentifier(template)}`);
  } finally {
    await client.end();
  }
  const url = new URL(clusterUrl);
  url.pathname = `/${name}`;
  return String(url);
}

let count = 0;

/** A migrated, empty database of this test file's own; returns its URL. Call it in `beforeAll`, or at its top. */
export async function scratchDatabase(): Promise<string> {
  return createDatabase(inject("clusterUrl"), scratchName(), inject("templateName"));
}

/** A database with nothing in it, for tests of the migrator and of servers. */
export async function emptyDatabase(): Promise<string> {
  return createDatabase(inject("clusterUrl"), scratchName());
}

function scratchName(): string {
  count += 1;
  return `${inject("scratchPrefix")}${process.pid}_${process.env.VITEST_POOL_ID ?? 0}_${Date.now()}_${count}`;
}
