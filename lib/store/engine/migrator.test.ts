import { createHash, randomUUID } from "node:crypto";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { emptyDatabase } from "@/lib/testing/scratch";
import { migrate } from "./migrator";

let root: string;
let folder: string;
let url: string;
let client: pg.Client;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), "statnest-migrator-"));
});

beforeEach(async () => {
  folder = await mkdtemp(join(root, "migrations-"));
  await writeFile(join(folder, "migration_lock.toml"), 'provider = "postgresql"\n');
  url = await emptyDatabase();
  client = new pg.Client({ connectionString: url });
  await client.connect();
  return () => client.end();
});

afterAll(async () => {
  await rm(root, { recursive: true, force: true });
});

async function write(name: string, sql: string): Promise<void> {
  await mkdir(join(folder, name), { recursive: true });
  await writeFile(join(folder, name, "migration.sql"), sql);
}

async function tables(): Promise<string[]> {
  const { rows } = await client.query("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1");
  return rows.map(({ tablename }) => tablename).filter((name) => name !== "_prisma_migrations");
}

/** As `prisma migrate deploy` leaves it. */
async function recordAsPrisma(name: string, sql: string, end: "finished" | "rolled back" | "failed"): Promise<void> {
  const checksum = createHash("sha256").update(sql).digest("hex");
  await client.query(
    `INSERT INTO _prisma_migrations (id, checksum, migration_name, logs, finished_at, rolled_back_at, applied_steps_count)
     VALUES ($1, $2, $3, $4, CASE WHEN $5 = 'finished' THEN now() END, CASE WHEN $5 = 'rolled back' THEN now() END,
             CASE WHEN $5 = 'finished' THEN 1 ELSE 0 END)`,
    [randomUUID(), checksum, name, end === "finished" ? null : "it failed", end],
  );
}

async function fakeHistory(): Promise<void> {
  await write("0_nothing", "SELECT 1");
  await migrate(url, folder);
}

test("eight processes that start at once apply each migration once", async () => {
  const results = await Promise.all(Array.from({ length: 8 }, () => migrate(url, "prisma/migrations")));
  expect(results.filter((names) => names.length > 0)).toHaveLength(1);
  const { rows } = await client.query(
    "SELECT count(*)::int AS n, count(finished_at)::int AS done, count(DISTINCT migration_name)::int AS names FROM _prisma_migrations",
  );
  expect(rows[0].n).toBe(rows[0].done);
  expect(rows[0].n).toBe(rows[0].names);
});

test("migrations are applied in the order of their names, and recorded as Prisma records them", async () => {
  await write("2_second", "INSERT INTO first VALUES (2)");
  await write("1_first", "CREATE TABLE first (n int)");
  expect(await migrate(url, folder)).toEqual(["1_first", "2_second"]);
  expect(await migrate(url, folder)).toEqual([]);
  const { rows } = await client.query(
    "SELECT checksum, logs, rolled_back_at, applied_steps_count FROM _prisma_migrations ORDER BY migration_name",
  );
  expect(rows[0]).toEqual({
    checksum: createHash("sha256").update("CREATE TABLE first (n int)").digest("hex"),
    logs: null,
    rolled_back_at: null,
    applied_steps_count: 1,
  });
});

test.each([
  ["as it is", "CREATE TABLE half (n int); SELECT 1 / 0;"],
  ["with a transaction of its own", "BEGIN; CREATE TABLE half (n int); SELECT 1 / 0; COMMIT;"],
])("a migration that fails is undone and recorded, and the next run refuses: %s", async (_, sql) => {
  await write("1_first", "CREATE TABLE first (n int)");
  await write("2_broken", sql);
  await write("3_third", "CREATE TABLE third (n int)");
  await expect(migrate(url, folder)).rejects.toThrow("migration 2_broken failed: division by zero");
  expect(await tables()).toEqual(["first"]);
  const { rows } = await client.query("SELECT migration_name, logs FROM _prisma_migrations WHERE finished_at IS NULL");
  expect(rows).toEqual([{ migration_name: "2_broken", logs: expect.stringContaining("division by zero") }]);
  await write("2_broken", "SELECT 1");
  await expect(migrate(url, folder)).rejects.toThrow(/2_broken failed earlier.*prisma migrate resolve/);
});

test("a migration that was changed after it was applied is told of and not run again", async () => {
  await write("1_first", "CREATE TABLE first (n int)");
  await migrate(url, folder);
  await write("1_first", "CREATE TABLE other (n int)");
  const warnings: string[] = [];
  expect(await migrate(url, folder, (message) => warnings.push(message))).toEqual([]);
  expect(warnings).toEqual([expect.stringContaining("1_first was changed")]);
  expect(await tables()).toEqual(["first"]);
});

test("a database that a newer version migrated is told of", async () => {
  await write("1_first", "SELECT 1");
  await write("2_newer", "SELECT 1");
  await migrate(url, folder);
  await rm(join(folder, "2_newer"), { recursive: true });
  const warnings: string[] = [];
  await migrate(url, folder, (message) => warnings.push(message));
  expect(warnings).toEqual([expect.stringContaining("2_newer")]);
});

test("what Prisma applied is not applied again", async () => {
  await fakeHistory();
  await write("1_first", "CREATE TABLE first (n int)");
  await write("2_second", "CREATE TABLE second (n int)");
  await recordAsPrisma("1_first", "CREATE TABLE first (n int)", "finished");
  expect(await migrate(url, folder)).toEqual(["2_second"]);
  expect(await tables()).toEqual(["second"]);
});

test("what was marked as rolled back with Prisma is applied again", async () => {
  await fakeHistory();
  await write("1_first", "CREATE TABLE first (n int)");
  await recordAsPrisma("1_first", "CREATE TABLE broken", "rolled back");
  expect(await migrate(url, folder)).toEqual(["1_first"]);
  expect(await migrate(url, folder)).toEqual([]);
});

test("what failed under Prisma is not passed over", async () => {
  await fakeHistory();
  await write("1_first", "CREATE TABLE first (n int)");
  await recordAsPrisma("1_first", "CREATE TABLE first (n int)", "failed");
  await expect(migrate(url, folder)).rejects.toThrow("1_first failed earlier");
});

test("a run waits while Prisma migrates", async () => {
  await write("1_first", "CREATE TABLE first (n int)");
  await client.query("SELECT pg_advisory_lock(72707369)");
  let done = false;
  const run = migrate(url, folder).finally(() => {
    done = true;
  });
  await client.query("SELECT pg_sleep(0.3)");
  expect(done).toBe(false);
  await client.query("SELECT pg_advisory_unlock(72707369)");
  expect(await run).toEqual(["1_first"]);
});

test("a run that is cut off in the middle leaves nothing behind, and the next one begins anew", async () => {
  await write("1_first", "CREATE TABLE first (n int); SELECT pg_sleep(30)");
  const run = migrate(url, folder).catch((error: Error) => error);
  const cut = () =>
    client.query(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
       WHERE datname = current_database() AND query LIKE 'CREATE TABLE first%' AND wait_event = 'PgSleep'`,
    );
  while ((await cut()).rowCount === 0) await client.query("SELECT pg_sleep(0.05)");
  expect(await run).toBeInstanceOf(Error);
  await write("1_first", "CREATE TABLE first (n int)");
  expect(await migrate(url, folder)).toEqual(["1_first"]);
});
