import { mkdir, rm, writeFile } from "node:fs/promises";
import { createServer, type Server, Socket } from "node:net";
import { join } from "node:path";
import pg from "pg";
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from "vitest";
import { emptyDatabase } from "@/lib/testing/scratch";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { ensureReady, openDatabase } from "./database";
import { openEmbedded, removeEmbedded } from "./embedded/embedded";

let root: string;
let migrationsFolder: string;
const servers: Server[] = [];

beforeAll(async () => {
  root = await scratchFolder("statnest-database-");
  migrationsFolder = join(root, "migrations");
  await mkdir(join(migrationsFolder, "1_first"), { recursive: true });
  await writeFile(join(migrationsFolder, "1_first/migration.sql"), "CREATE TABLE first (n int)");
});

afterEach(() => {
  for (const server of servers.splice(0)) server.close();
});

afterAll(async () => {
  await removeEmbedded(join(root, "embedded"));
  await rm(root, { recursive: true, force: true });
});

async function query(url: string, sql: string) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

function listen(port: number, onConnection: (socket: Socket) => void): Promise<number> {
  const server = createServer(onConnection);
  servers.push(server);
  return new Promise((settle) => {
    server.listen(port, "127.0.0.1", () => settle((server.address() as { port: number }).port));
  });
}

function elsewhere(url: string, port: number): string {
  const changed = new URL(url);
  changed.host = `127.0.0.1:${port}`;
  return String(changed);
}

async function freePort(): Promise<number> {
  const port = await listen(0, () => {});
  await new Promise((settle) => servers.pop()?.close(settle));
  return port;
}

describe("openDatabase", () => {
  test("uses the operator's server when there is a URL", async () => {
    const dataFolder = join(root, "unused");
    const database = await openDatabase({ dataFolder, databaseUrl: "postgresql://someone@db/statnest" });
    expect(database).toMatchObject({ url: "postgresql://someone@db/statnest", embedded: false });
    expect(await database.revive()).toBe(database.url);
    await database.release();
  });

  test.each([undefined, ""])("starts the embedded one when the URL is %j", async (databaseUrl) => {
    const dataFolder = join(root, "embedded");
    const database = await openDatabase({ dataFolder, databaseUrl });
    expect(database.embedded).toBe(true);
    await ensureReady(database.url, { migrationsFolder });
    expect(await query(database.url, "SELECT * FROM first")).toEqual([]);
    await database.release();
  });
});

describe("ensureReady", () => {
  test("migrates, once, also when several processes call it at the same time", async () => {
    const url = await emptyDatabase();
    const applied = await Promise.all([1, 2, 3].map(() => ensureReady(url, { migrationsFolder })));
    expect(applied.flat()).toEqual(["1_first"]);
    expect(await ensureReady(url, { migrationsFolder })).toEqual([]);
  });

  test("applies the product's own migrations when no folder is named", async () => {
    expect(await ensureReady(await emptyDatabase())).toContain("20261123050000_people_stats_and_minutes");
  });

  test("waits for a server that is not there yet", async () => {
    const url = new URL(await emptyDatabase());
    const port = await freePort();
    const ready = ensureReady(elsewhere(String(url), port), { migrationsFolder });
    setTimeout(() => {
      void listen(port, (socket) => {
        const through = new Socket().connect(Number(url.port), url.hostname);
        socket.pipe(through).pipe(socket);
        socket.on("error", () => {});
        through.on("error", () => {});
      });
    }, 400);
    expect(await ready).toEqual(["1_first"]);
  });

  test("gives up on one that never comes, without saying the password", async () => {
    const url = `postgresql://someone:hush@127.0.0.1:${await freePort()}/stats`;
    const failure = await ensureReady(url, { migrationsFolder, patienceMs: 300 }).catch(String);
    expect(failure).toMatch(/the database stats at 127\.0\.0\.1:\d+: .*ECONNREFUSED/);
    expect(failure).not.toContain("hush");
  });

  test("does not wait for a database that nobody will make", async () => {
    const url = new URL(inject("clusterUrl"));
    url.pathname = "/nobody_made_it";
    await expect(ensureReady(String(url), { migrationsFolder })).rejects.toThrow("createdb");
  });

  test("refuses PostgreSQL 14", async () => {
    const port = await listen(0, (socket) => pretend(socket, { version: "14.20", major: "14" }));
    await expect(ensureReady(`postgresql://a@127.0.0.1:${port}/b`)).rejects.toThrow("is PostgreSQL 14.20");
  });

  test("refuses a standby", async () => {
    const port = await listen(0, (socket) => pretend(socket, { standby: "t" }));
    await expect(ensureReady(`postgresql://a@127.0.0.1:${port}/b`)).rejects.toThrow("standby");
  });

  test.each([
    ["for the database", (name: string) => `ALTER DATABASE ${name} SET synchronous_commit = off`],
    [
      "for the role there",
      (name: string) => `ALTER ROLE CURRENT_USER IN DATABASE ${name} SET synchronous_commit = off`,
    ],
  ])("refuses synchronous_commit off %s", async (_, statement) => {
    const url = await emptyDatabase();
    await query(url, statement(new URL(url).pathname.slice(1)));
    await expect(ensureReady(url, { migrationsFolder })).rejects.toThrow("synchronous_commit off");
    expect(await query(url, "SELECT to_regclass('first') AS made")).toEqual([{ made: null }]);
  });

  test("refuses synchronous_commit off in the URL's options", async () => {
    const url = new URL(await emptyDatabase());
    url.searchParams.set("options", "-c synchronous_commit=off");
    await expect(ensureReady(String(url), { migrationsFolder })).rejects.toThrow("synchronous_commit off");
  });

  test("refuses fsync off, and warns of full_page_writes off", async () => {
    const dataFolder = join(root, "embedded");
    const careless = await openEmbedded({ dataFolder, settings: { fsync: "off" } });
    await expect(ensureReady(careless.url, { migrationsFolder })).rejects.toThrow("fsync off");
    await query(careless.url, "ALTER SYSTEM SET full_page_writes = off");
    await careless.release();
    const careful = await openEmbedded({ dataFolder });
    const warnings: string[] = [];
    await ensureReady(careful.url, { migrationsFolder, warn: (message) => warnings.push(message) });
    expect(warnings).toEqual([expect.stringContaining("full_page_writes off")]);
    await careful.release();
  });
});

/** A server that takes anyone and answers every question with one row about itself. */
function pretend(socket: Socket, claims: Record<string, string>): void {
  const row = {
    version: "18.4",
    major: "18",
    fsync: "on",
    synchronous_commit: "on",
    full_page_writes: "on",
    standby: "f",
    ...claims,
  };
  const types: Record<string, number> = { major: 23, standby: 16 };
  const ready = message("Z", Buffer.from("I"));
  let greeted = false;
  socket.on("error", () => {});
  socket.on("data", (data) => {
    if (!greeted) {
      greeted = true;
      socket.write(Buffer.concat([message("R", int32(0)), ready]));
    } else if (data[0] === "Q".charCodeAt(0)) {
      const entries = Object.entries(row);
      const columns = entries.map(([name]) =>
        Buffer.concat([
          Buffer.from(`${name}\0`),
          int32(0),
          int16(0),
          int32(types[name] ?? 25),
          int16(-1),
          int32(-1),
          int16(0),
        ]),
      );
      const values = entries.map(([, value]) => Buffer.concat([int32(value.length), Buffer.from(value)]));
      socket.write(
        Buffer.concat([
          message("T", Buffer.concat([int16(entries.length), ...columns])),
          message("D", Buffer.concat([int16(entries.length), ...values])),
          message("C", Buffer.from("SELECT 1\0")),
          ready,
        ]),
      );
    } else {
      socket.end();
    }
  });
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(n: number): Buffer {
  const buffer = Buffer.alloc(4);
  buffer.writeInt32BE(n);
  return buffer;
}

function int16(n: number): Buffer {
  const buffer = Buffer.alloc(2);
  buffer.writeInt16BE(n);
  return buffer;
}
