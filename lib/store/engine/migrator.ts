import { createHash, randomUUID } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import pg from "pg";

/** The lock `prisma migrate` takes, so that the two never run at once. */
const PRISMA_MIGRATE_LOCK = 72707369;

const CREATE_TABLE = `
  CREATE TABLE IF NOT EXISTS _prisma_migrations (
    id VARCHAR(36) PRIMARY KEY NOT NULL, checksum VARCHAR(64) NOT NULL, finished_at TIMESTAMPTZ,
    migration_name VARCHAR(255) NOT NULL, logs TEXT, rolled_back_at TIMESTAMPTZ,
    started_at TIMESTAMPTZ NOT NULL DEFAULT now(), applied_steps_count INTEGER NOT NULL DEFAULT 0)`;

interface Applied {
  migration_name: string;
  checksum: string;
  finished_at: Date | null;
}

/**
 * Applies what `prisma migrate deploy` would and records it in the same table, so either may follow the other.
 * Several processes may call it at once: one applies, the others wait and find nothing to do.
 * Each migration is one transaction. Throws when one fails, or when an earlier one was left unfinished (Prisma's P3009).
 * @returns the names of the migrations applied, oldest first
 */
export async function migrate(
  url: string,
  folder: string,
  warn: (message: string) => void = () => {},
): Promise<string[]> {
  const client = new pg.Client({ connectionString: url, application_name: "statnest migrate" });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query("SET statement_timeout = 0");
    await client.query("SELECT pg_advisory_lock($1)", [PRISMA_MIGRATE_LOCK]);
    await client.query(CREATE_TABLE);
    const applied = await recorded(client);
    const done: string[] = [];
    const names = await migrationNames(folder);
    for (const name of applied.keys()) {
      if (!names.includes(name)) warn(`the database has migration ${name}, which this version does not know`);
    }
    for (const name of names) {
      const sql = await readFile(join(folder, name, "migration.sql"), "utf8");
      const checksum = createHash("sha256").update(sql).digest("hex");
      const before = applied.get(name);
      if (before && before.checksum !== checksum) {
        warn(`migration ${name} was changed after it was applied; it is not run again`);
      }
      if (before) continue;
      await apply(client, name, sql, checksum);
      done.push(name);
    }
    return done;
  } finally {
    await client.end();
  }
}

async function migrationNames(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  return entries.flatMap((entry) => (entry.isDirectory() ? [entry.name] : [])).sort();
}

async function recorded(client: pg.Client): Promise<Map<string, Applied>> {
  const { rows } = await client.query<Applied>(
    "SELECT migration_name, checksum, finished_at FROM _prisma_migrations WHERE rolled_back_at IS NULL",
  );
  const unfinished = rows.find((row) => row.finished_at === null);
  if (unfinished) {
    throw new Error(
      `migration ${unfinished.migration_name} failed earlier; see its logs in _prisma_migrations, repair the database, then run "npx prisma migrate resolve"`,
    );
  }
  return new Map(rows.map((row) => [row.migration_name, row]));
}

/** The migration and its record commit together: a process killed in between leaves neither. */
async function apply(client: pg.Client, name: string, sql: string, checksum: string): Promise<void> {
  const id = randomUUID();
  try {
    await client.query("BEGIN");
    await client.query(sql);
    await client.query(
      `INSERT INTO _prisma_migrations (id, checksum, migration_name, started_at, finished_at, applied_steps_count)
       VALUES ($1, $2, $3, now(), clock_timestamp(), 1)`,
      [id, checksum, name],
    );
    await client.query("COMMIT");
  } catch (error) {
    await recordFailure(client, { id, checksum, name }, error);
    throw new Error(`migration ${name} failed: ${error instanceof Error ? error.message : String(error)}`);
  }
}

async function recordFailure(
  client: pg.Client,
  { id, checksum, name }: { id: string; checksum: string; name: string },
  error: unknown,
): Promise<void> {
  try {
    await client.query("ROLLBACK");
    await client.query("INSERT INTO _prisma_migrations (id, checksum, migration_name, logs) VALUES ($1, $2, $3, $4)", [
      id,
      checksum,
      name,
      String(error),
    ]);
  } catch {
    // The server is gone, and with it everything the migration did: the next run begins it anew.
  }
}
