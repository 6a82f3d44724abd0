import { spawn } from "node:child_process";
import { readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { type Checkout, makeCheckout } from "@/lib/testing/embedded-checkout";
import { scratchFolder } from "@/lib/testing/scratch-folder";
import { serverAccount } from "./account";
import { type Embedded, openEmbedded, removeEmbedded } from "./embedded";
import { processStart } from "./process-start";

// Each makes files by the hundred, which a busy disk takes its time over.
vi.setConfig({ testTimeout: 90_000 });

let root: string;
let checkout: Checkout;
const used: string[] = [];

beforeAll(async () => {
  root = await scratchFolder("statnest-embedded-");
  checkout = await makeCheckout(root, "shared");
});

afterAll(async () => {
  await Promise.all(used.map((dataFolder) => removeEmbedded(dataFolder)));
  await rm(root, { recursive: true, force: true });
});

/** Not there yet. */
function virgin(): string {
  const dataFolder = join(root, `data-${used.length}`);
  used.push(dataFolder);
  return dataFolder;
}

let shared: Promise<string> | undefined;

/** A data folder whose cluster was made before and is stopped; tests hand it on stopped. */
function made(): Promise<string> {
  shared ??= (async () => {
    const dataFolder = virgin();
    await (await openEmbedded({ dataFolder })).release();
    return dataFolder;
  })();
  return shared;
}

async function ask<T = Record<string, unknown>>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  client.on("error", () => {});
  await client.connect();
  try {
    return (await client.query(sql)).rows;
  } finally {
    await client.end();
  }
}

async function postmasterOf(dataFolder: string): Promise<number> {
  return Number.parseInt(await readFile(join(dataFolder, "postgres/data/postmaster.pid"), "utf8"), 10);
}

async function runs(dataFolder: string): Promise<boolean> {
  return postmasterOf(dataFolder).then(
    async (pid) => (await processStart(pid)) !== null,
    () => false,
  );
}

/** All of a server's processes at once, as a power failure would. */
async function killServer(url: string, dataFolder: string): Promise<void> {
  const children = await ask<{ pid: number }>(url, "SELECT pid FROM pg_stat_activity WHERE pid <> pg_backend_pid()");
  for (const pid of [await postmasterOf(dataFolder), ...children.map(({ pid }) => pid)]) process.kill(pid, "SIGKILL");
}

describe("an empty folder", () => {
  test("becomes a durable server on the loopback address, with a password, in a few seconds", async () => {
    const dataFolder = virgin();
    const began = performance.now();
    const server = await openEmbedded({ dataFolder });
    expect(performance.now() - began).toBeLessThan(20_000);
    const names = ["listen_addresses", "unix_socket_directories", "fsync", "synchronous_commit", "max_connections"];
    const [row] = await ask(server.url, `SELECT ${names.map((name) => `current_setting('${name}') AS ${name}`)}`);
    expect(row).toEqual({
      listen_addresses: "127.0.0.1",
      unix_socket_directories: "",
      fsync: "on",
      synchronous_commit: "on",
      max_connections: "100",
    });
    const [database] = await ask(
      server.url,
      "SELECT datname, datcollate, pg_encoding_to_char(encoding) AS encoding FROM pg_database WHERE datname = current_database()",
    );
    expect(database).toEqual({ datname: "statnest", datcollate: "C", encoding: "UTF8" });
    const wrong = new URL(server.url);
    wrong.password = "guess";
    await expect(ask(String(wrong), "SELECT 1")).rejects.toMatchObject({ code: "28P01" });
    expect((await stat(join(dataFolder, "postgres/password"))).mode & 0o777).toBe(0o600);
    expect((await stat(dataFolder)).mode & 0o007).toBe(0);
    await server.release();
  });

  test("becomes one server when four processes open it at once", async () => {
    const dataFolder = virgin();
    const holders = await Promise.all(Array.from({ length: 4 }, () => checkout.hold(dataFolder)));
    const urls = await Promise.all(holders.map((holder) => holder.until("url", "error")));
    expect(new Set(urls.map(({ url }) => url)).size).toBe(1);
    expect(urls[0]?.url).toMatch(/^postgresql:/);
    await Promise.all(holders.map((holder) => holder.release()));
    expect(await runs(dataFolder)).toBe(false);
  });

  test("is made again when the first process is killed while it makes the cluster", async () => {
    const dataFolder = virgin();
    for (const sign of [/^init-/, /^data$/]) {
      const first = await checkout.hold(dataFolder);
      await first.until("opening");
      while (!(await readdir(join(dataFolder, "postgres")).catch(() => [])).some((name) => sign.test(name))) {
        await sleep(5);
      }
      await first.kill();
    }
    const server = await openEmbedded({ dataFolder });
    expect(await ask(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await server.release();
    expect((await readdir(join(dataFolder, "postgres"))).filter((name) => name.startsWith("init-"))).toEqual([]);
  });
});

describe("a running server", () => {
  test("is joined by whoever comes second, and stops when the last lets go", async () => {
    const dataFolder = await made();
    const first = await openEmbedded({ dataFolder });
    const second = await openEmbedded({ dataFolder });
    expect(second.url).toBe(first.url);
    await first.release();
    await first.release();
    expect(await ask(second.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    await second.release();
    expect(await runs(dataFolder)).toBe(false);
    await expect(ask(second.url, "SELECT 1")).rejects.toThrow();
  });

  test("that outlived its killed holder is joined, and stopped by the last", async () => {
    const dataFolder = await made();
    const holder = await checkout.hold(dataFolder);
    await holder.until("url");
    const pid = await postmasterOf(dataFolder);
    await holder.kill();
    const server = await openEmbedded({ dataFolder });
    expect(await postmasterOf(dataFolder)).toBe(pid);
    await server.release();
    expect(await runs(dataFolder)).toBe(false);
  });

  test("is neither stopped under a newcomer nor left behind when opening and letting go race", async () => {
    const dataFolder = await made();
    const turns = Array.from({ length: 12 }, async (_, turn) => {
      await sleep(turn * 15);
      const server = await openEmbedded({ dataFolder });
      const rows = await ask(server.url, "SELECT 1 AS one");
      await server.release();
      return rows;
    });
    expect(await Promise.all(turns)).toEqual(Array.from({ length: 12 }, () => [{ one: 1 }]));
    expect(await runs(dataFolder)).toBe(false);
  });
});

describe("a stopped server", () => {
  test("starts again on its port with its data", async () => {
    const dataFolder = await made();
    const first = await openEmbedded({ dataFolder });
    await ask(first.url, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS n");
    await first.release();
    const second = await openEmbedded({ dataFolder });
    expect(second.url).toBe(first.url);
    expect(await ask(second.url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await second.release();
  });

  test("takes another port, and keeps to it, when a stranger has its own", async () => {
    const dataFolder = await made();
    const first = await openEmbedded({ dataFolder });
    await first.release();
    const stranger = createServer((socket) => socket.destroy());
    await new Promise<void>((done) => {
      stranger.listen(Number(new URL(first.url).port), "127.0.0.1", done);
    });
    const second = await openEmbedded({ dataFolder });
    expect(new URL(second.url).port).not.toBe(new URL(first.url).port);
    await second.release();
    await new Promise((done) => stranger.close(done));
    const third = await openEmbedded({ dataFolder });
    expect(third.url).toBe(second.url);
    await third.release();
  });

  test("starts although its pid now belongs to another process of the same user", async () => {
    const dataFolder = await made();
    const first = await openEmbedded({ dataFolder });
    await killServer(first.url, dataFolder);
    const path = join(dataFolder, "postgres/data/postmaster.pid");
    const account = await serverAccount(join(dataFolder, "postgres/data"));
    const stranger = spawn("sleep", ["60"], { ...account });
    const [, ...rest] = (await readFile(path, "utf8")).split("\n");
    await writeFile(path, [stranger.pid, ...rest].join("\n"));
    try {
      expect(await first.revive()).toBe(first.url);
      expect(await ask(first.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
    } finally {
      stranger.kill();
    }
    await first.release();
  });

  test("does not start without the password, and says which file is missing", async () => {
    const dataFolder = virgin();
    await (await openEmbedded({ dataFolder })).release();
    await rm(join(dataFolder, "postgres/password"));
    await expect(openEmbedded({ dataFolder })).rejects.toThrow(`${dataFolder}/postgres/password is missing`);
  });
});

test("a server whose first process alone was killed comes back once its busy sessions are gone", async () => {
  const dataFolder = await made();
  const server = await openEmbedded({ dataFolder });
  const busy = ask(server.url, "SELECT count(*) FROM generate_series(1, 8000000) AS n WHERE n % 7 = 3").catch(() => {});
  await sleep(200);
  process.kill(await postmasterOf(dataFolder), "SIGKILL");
  expect(await server.revive()).toBe(server.url);
  expect(await ask(server.url, "SELECT 1 AS one")).toEqual([{ one: 1 }]);
  await busy;
  await server.release();
});

describe("a server killed with all its processes", () => {
  const WRITERS = 4;

  async function writeUntilCut(url: string, writer: number, acked: number[]): Promise<void> {
    const client = new pg.Client({ connectionString: url });
    client.on("error", () => {});
    await client.connect();
    try {
      for (let n = writer; ; n += WRITERS) {
        await client.query("INSERT INTO ledger VALUES ($1)", [n]);
        acked.push(n);
      }
    } catch {
      await client.end().catch(() => {});
    }
  }

  async function crash(server: Embedded, dataFolder: string): Promise<number[]> {
    const acked: number[] = [];
    const writers = Array.from({ length: WRITERS }, (_, writer) => writeUntilCut(server.url, writer, acked));
    await sleep(400);
    await killServer(server.url, dataFolder);
    await Promise.all(writers);
    return acked;
  }

  test("tells its holder, comes back at the same URL and has every committed row", async () => {
    const dataFolder = await made();
    const server = await openEmbedded({ dataFolder });
    let lost = 0;
    server.onLost(() => {
      lost += 1;
    });
    await ask(server.url, "DROP TABLE IF EXISTS ledger; CREATE TABLE ledger (n bigint PRIMARY KEY)");
    const url = server.url;
    for (const round of [1, 2]) {
      await ask(server.url, "TRUNCATE ledger");
      const acked = await crash(server, dataFolder);
      expect(acked.length).toBeGreaterThan(20);
      expect(await server.revive()).toBe(url);
      const stored = new Set((await ask<{ n: string }>(url, "SELECT n FROM ledger")).map(({ n }) => Number(n)));
      expect(acked.filter((n) => !stored.has(n))).toEqual([]);
      expect(lost).toBe(round);
    }
    await server.release();
  });

  test("comes back for the next process when its holder was killed too", async () => {
    const dataFolder = await made();
    const holder = await checkout.hold(dataFolder);
    const { url = "" } = await holder.until("url");
    await ask(url, "DROP TABLE IF EXISTS kept; CREATE TABLE kept AS SELECT 7 AS n");
    const killed = holder.kill();
    await killServer(url, dataFolder);
    const server = await openEmbedded({ dataFolder });
    expect(server.url).toBe(url);
    expect(await ask(url, "SELECT n FROM kept")).toEqual([{ n: 7 }]);
    await server.release();
    await killed;
  });

  test("is released by its holder without complaint", async () => {
    const dataFolder = await made();
    const server = await openEmbedded({ dataFolder });
    await killServer(server.url, dataFolder);
    await server.release();
    expect(await runs(dataFolder)).toBe(false);
    await expect(server.revive()).rejects.toThrow("released");
  });
});

test("two checkouts run side by side", async () => {
  const servers = await Promise.all([virgin(), virgin()].map((dataFolder) => openEmbedded({ dataFolder })));
  const ports = servers.map((server) => new URL(server.url).port);
  expect(new Set(ports).size).toBe(2);
  await Promise.all(servers.map((server, n) => ask(server.url, `CREATE TABLE mine AS SELECT ${n} AS n`)));
  expect(await Promise.all(servers.map((server) => ask(server.url, "SELECT n FROM mine")))).toEqual([
    [{ n: 0 }],
    [{ n: 1 }],
  ]);
  await Promise.all(servers.map((server) => server.release()));
});
