import { once } from "node:events";
import { type AddressInfo, connect, createServer, type Server, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { scratchDatabase } from "@/lib/testing/scratch";
import {
  type Account,
  buildEverything,
  cleanUp,
  createAccount,
  launch,
  newDataFolder,
  post,
  type Running,
  runToEnd,
  startStatnest,
  statusOf,
  until,
} from "./testing/running";

const SECRETS = { NEXTAUTH_SECRET: "a secret of the tests only", CRON_SECRET: "another of the tests only" };

let databaseUrl: string;
let account: Account;

beforeAll(async () => {
  await buildEverything();
  databaseUrl = await scratchDatabase();
  account = await createAccount({ DATABASE_URL: databaseUrl });
}, 600_000);

afterAll(cleanUp, 60_000);

describe("on a database of the operator's, each role alone", () => {
  const start = (role: string, more: Record<string, string> = {}) =>
    startStatnest({ DATABASE_URL: databaseUrl, ...SECRETS, STATNEST_ROLE: role, ...more });

  test("api takes numbers, tells how it is, and knows no pages", async () => {
    const api = await start("api");
    expect(await post(api.url, account.ezkey, "by the api")).toBe(204);
    expect(await (await fetch(`${api.url}/readyz`)).json()).toMatchObject({ role: "api", parts: { database: "up" } });
    const page = await fetch(`${api.url}/stats`);
    expect(page.status).toBe(404);
    expect(page.headers.get("content-type")).toBe("application/problem+json");
    expect((await api.end()).code).toBe(0);
  }, 60_000);

  test("web has the pages, the other door for numbers, and tells how it is", async () => {
    const web = await start("web");
    expect(await statusOf(`${web.url}/`)).toBe(200);
    expect(await post(web.url, account.ezkey, "by the web")).toBe(204);
    expect(await (await fetch(`${web.url}/readyz`)).json()).toMatchObject({ role: "web", parts: { database: "up" } });
    expect(await statusOf(`${web.url}/`, { method: "OPTIONS" })).toBeLessThan(500);
    expect((await web.end()).code).toBe(0);
  }, 60_000);

  test("worker goes round, and tells how it is when given a port", async () => {
    const port = String(await freePort());
    const worker = await start("worker", { PORT: port });
    const url = `http://127.0.0.1:${port}`;
    await until(async () => (await (await fetch(`${url}/readyz`)).json()).last_tick_age_seconds < 10);
    expect(await statusOf(`${url}/`)).toBe(404);
    expect((await worker.end()).code).toBe(0);
  }, 60_000);
});

describe("a database that comes and goes", () => {
  let relay: Relay;
  let api: Running;

  beforeAll(async () => {
    relay = await openRelay(databaseUrl);
  });
  afterAll(() => relay.cut());

  test("may be away at the start: alive, not ready, refusing; and everything works once it is there", async () => {
    await relay.cut();
    const port = String(await freePort());
    const environment = { DATABASE_URL: relay.url, ...SECRETS, STATNEST_ROLE: "api", PORT: port };
    const url = `http://127.0.0.1:${port}`;
    const starting = startStatnest(environment);
    await until(async () => (await statusOf(`${url}/healthz`)) === 200);
    expect(await statusOf(`${url}/readyz`)).toBe(503);
    expect(await post(url, account.ezkey, "too early")).toBe(503);
    await relay.mend();
    api = await starting;
    expect(await post(url, account.ezkey, "in time")).toBe(204);
  }, 60_000);

  test("may go: /readyz says so within 3 s and nothing ends; and it is ready within 5 s of the return", async () => {
    const child = await api.child("api");
    await relay.cut();
    expect(await until(async () => (await statusOf(`${api.url}/readyz`)) === 503)).toBeLessThan(3_000);
    expect(await statusOf(`${api.url}/healthz`)).toBe(200);
    expect(await post(api.url, account.ezkey, "away")).toBe(503);
    await relay.mend();
    expect(await until(async () => (await statusOf(`${api.url}/readyz`)) === 200)).toBeLessThan(5_000);
    await until(async () => (await post(api.url, account.ezkey, "back")) === 204, 5_000);
    expect(await api.child("api")).toBe(child);
  }, 60_000);
});

describe("a start that cannot succeed ends with a sentence and exit code 1:", () => {
  test.each([
    ["a wrong setting", { PORT: "eighty", STATNEST_ROLE: "boss" }, /configuration: .*STATNEST_ROLE.*PORT/s],
    [
      "a database without the secrets",
      { DATABASE_URL: "postgresql://x/y" },
      /NEXTAUTH_SECRET and CRON_SECRET must be set/,
    ],
  ])("%s", async (_what, environment, sentence) => {
    const { code, output } = await runToEnd(environment);
    expect(code).toBe(1);
    expect(output).toMatch(sentence);
    expect(output).not.toMatch(/^\s+at /m);
  });

  test("a database that does not exist", async () => {
    const url = new URL(databaseUrl);
    url.pathname = "/no_such_database";
    const { code, output } = await runToEnd({ DATABASE_URL: String(url), ...SECRETS, STATNEST_ROLE: "api" });
    expect(code).toBe(1);
    expect(output).toContain("create it");
  }, 30_000);

  test("a port that stays taken", async () => {
    const holder = createServer().listen(0, "127.0.0.1");
    await once(holder, "listening");
    const { port } = holder.address() as AddressInfo;
    const environment = { DATABASE_URL: databaseUrl, ...SECRETS, STATNEST_ROLE: "api", PORT: String(port) };
    const { code, output } = await runToEnd(environment);
    holder.close();
    expect(code).toBe(1);
    expect(output).toContain(`port ${port} is taken by another program`);
  }, 60_000);
});

test("SIGTERM in the middle of a start stops it with exit code 0", async () => {
  for (const delay of [150, 500, 900]) {
    const { child } = launch({ STATNEST_DATA: await newDataFolder() });
    await sleep(delay);
    child.kill("SIGTERM");
    const began = performance.now();
    const [code, signal] = (await once(child, "exit")) as [number | null, string | null];
    // Before the program has begun to listen to signals, Node's own answer is to end.
    expect([delay, code ?? signal]).toEqual([delay, code === null ? "SIGTERM" : 0]);
    expect(performance.now() - began).toBeLessThan(10_000);
  }
}, 60_000);

interface Relay {
  url: string;
  /** Ends every connection and takes no more. */
  cut(): Promise<void>;
  mend(): Promise<void>;
}

/** A way to a database that can be cut and mended. */
async function openRelay(databaseUrl: string): Promise<Relay> {
  const target = new URL(databaseUrl);
  const port = await freePort();
  const connections = new Set<Socket>();
  let server: Server | undefined;
  const url = new URL(databaseUrl);
  url.host = `127.0.0.1:${port}`;
  return {
    url: String(url),
    async cut() {
      server?.close();
      server = undefined;
      for (const each of connections) each.destroy();
    },
    async mend() {
      server = createServer((near) => {
        const far = connect(Number(target.port || 5432), target.hostname);
        for (const [one, other] of [
          [near, far],
          [far, near],
        ] as const) {
          connections.add(one);
          one.on("error", () => {});
          one.on("close", () => {
            connections.delete(one);
            other.destroy();
          });
          one.pipe(other);
        }
      });
      server.listen(port, "127.0.0.1");
      await once(server, "listening");
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  server.close();
  await once(server, "close");
  return port;
}
