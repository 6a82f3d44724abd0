import { createHash } from "node:crypto";
import { readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import type { TestProject } from "vitest/node";
import { openEmbedded, removeEmbedded } from "@/lib/store/engine/embedded/embedded";
import { processStart } from "@/lib/store/engine/embedded/process-start";
import { migrate } from "@/lib/store/engine/migrator";
import { createDatabase } from "./scratch";
import { scratchFolder } from "./scratch-folder";

declare module "vitest" {
  interface ProvidedContext {
    /** A database of the cluster that nobody writes to; the user may create others. */
    clusterUrl: string;
    /** The migrated database that each test file copies. */
    templateName: string;
    /** What the names of this run's databases begin with. */
    scratchPrefix: string;
  }
}

const MIGRATIONS = "prisma/migrations";
const TEMPLATE_LOCK = 54_329_001;
const FOLDER_PREFIX = "statnest-tests-";
const SCRATCH_PREFIX = "test_";
const TEMPLATE_PREFIX = "statnest_template_";

/**
 * Vitest's global set-up: one PostgreSQL for the run, as durable as in earnest, and one migrated template that each test
 * file copies. STATNEST_TEST_CLUSTER names a server to use instead of an embedded one; several runs may share it.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.STATNEST_TEST_CLUSTER;
  const cluster = given ? { url: given, stop: async () => {} } : await startCluster();
  try {
    if (given) await dropStale(given);
    const scratchPrefix = `${SCRATCH_PREFIX}${process.pid}_${Date.now().toString(36)}_`;
    project.provide("clusterUrl", cluster.url);
    project.provide("templateName", await ensureTemplate(cluster.url));
    project.provide("scratchPrefix", scratchPrefix);
    return async () => {
      if (given) await dropDatabases(given, scratchPrefix, "0 s");
      await cluster.stop();
    };
  } catch (error) {
    await cluster.stop();
    throw error;
  }
}

async function startCluster() {
  await removeAbandoned();
  const dataFolder = await scratchFolder(`${FOLDER_PREFIX}${process.pid}-`);
  const server = await openEmbedded({ dataFolder, settings: { max_connections: "300" } });
  const url = new URL(server.url);
  url.pathname = "/postgres";
  return {
    url: String(url),
    async stop() {
      await server.release();
      await removeEmbedded(dataFolder);
      await rm(dataFolder, { recursive: true, force: true });
    },
  };
}

/** Clusters of runs that were killed. */
async function removeAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(FOLDER_PREFIX));
  for (const name of names) {
    if ((await processStart(Number.parseInt(name.slice(FOLDER_PREFIX.length), 10))) !== null) continue;
    const folder = join(tmpdir(), name);
    await removeEmbedded(folder)
      .then(() => rm(folder, { recursive: true, force: true }))
      .catch(() => {});
  }
}

/** Made under another name and then renamed: a template that exists is complete. */
async function ensureTemplate(clusterUrl: string): Promise<string> {
  const name = `${TEMPLATE_PREFIX}${await migrationsHash()}`;
  await withClient(clusterUrl, async (client) => {
    await client.query("SELECT pg_advisory_lock($1)", [TEMPLATE_LOCK]);
    const { rowCount } = await client.query("SELECT FROM pg_database WHERE datname = $1", [name]);
    if (rowCount !== 0) return;
    const draft = `${name}_draft`;
    await migrate(await createDatabase(clusterUrl, draft), MIGRATIONS);
    await client.query(`ALTER DATABASE ${draft} RENAME TO ${name}`);
  });
  return name;
}

async function migrationsHash(): Promise<string> {
  const hash = createHash("sha256");
  const entries = await readdir(MIGRATIONS, { withFileTypes: true });
  for (const entry of entries.filter((entry) => entry.isDirectory()).sort((a, b) => (a.name < b.name ? -1 : 1))) {
    hash.update(entry.name).update(await readFile(join(MIGRATIONS, entry.name, "migration.sql")));
  }
  return hash.digest("hex").slice(0, 12);
}

async function dropStale(clusterUrl: string): Promise<void> {
  await dropDatabases(clusterUrl, SCRATCH_PREFIX, "2 h");
  await dropDatabases(clusterUrl, TEMPLATE_PREFIX, "1 d");
}

async function dropDatabases(clusterUrl: string, prefix: string, olderThan: string): Promise<void> {
  await withClient(clusterUrl, async (client) => {
    const { rows } = await client.query(
      `SELECT datname FROM pg_database
        WHERE starts_with(datname, $1)
          AND (pg_stat_file('base/' || oid || '/PG_VERSION', true)).modification < now() - $2::interval`,
      [prefix, olderThan],
    );
    for (const { datname } of rows) {
      await client.query(`DROP DATABASE IF EXISTS ${pg.escapeIdentifier(datname)} WITH (FORCE)`);
    }
  });
}

async function withClient(url: string, work: (client: pg.Client) => Promise<void>): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await work(client);
  } finally {
    await client.end();
  }
}
