import { createSocket } from "node:dgram";
import { createServer, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { readEnv } from "@/lib/env";
import { ANYWHERE } from "@/lib/testing/delivery-scene";
import { resolveNames, ssrfVectors } from "@/lib/testing/ssrf-vectors";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { findUrlProblem } from "./find-url-problem";
import { postSafely } from "./post-safely";
import { openReach, type Reach, resolvePublicly } from "./reach";

let canary: WebhookSink;
let careful: Reach;

beforeAll(async () => {
  canary = await openWebhookSink();
  const ports = [443, 8443, canary.port];
  careful = { anywhere: false, ports, ownHosts: ["stats.example.com"], patienceMs: 1_000, resolve: resolveNames };
});
beforeEach(() => canary.reset());
afterAll(() => canary.close());

const call = (url: string, reach: Reach) => postSafely(url, { headers: {}, body: "{}" }, reach);

describe("where nobody may be called", () => {
  test("there are more than eighty ways to write it", () => {
    expect(new Set(ssrfVectors(1)).size).toBeGreaterThan(80);
  });

  test("none is kept and none is called: the canary hears nothing", async () => {
    for (const url of ssrfVectors(canary.port)) {
      expect([url, await findUrlProblem(url, careful)]).toEqual([url, expect.any(String)]);
      expect([url, await call(url, careful)]).toEqual([url, { problem: expect.stringMatching(/^the URL /) }]);
    }
    expect(canary.connections).toBe(0);
  });

  test("the canary hears whoever is not careful", async () => {
    expect(await call(`http://127.0.0.1:${canary.port}/`, ANYWHERE)).toMatchObject({ status: 200 });
    expect(await call(`http://loopback.example.com:${canary.port}/`, ANYWHERE)).toMatchObject({ status: 200 });
    expect(await call(`https://127.0.0.1:${canary.port}/`, ANYWHERE)).toMatchObject({ problem: expect.any(String) });
    expect(canary.connections).toBe(3);
  });

  test("a public name at a port that may be is fine, and so is one that nobody can look up now", async () => {
    for (const url of [
      "https://hooks.example.com/a?b=c",
      "https://HOOKS.example.com:8443/",
      "https://93.184.215.14/",
    ]) {
      expect(await findUrlProblem(url, careful)).toBeNull();
    }
    const failing = (code: string) => ({
      ...careful,
      resolve: () => Promise.reject(Object.assign(new Error(), { code })),
    });
    expect(await findUrlProblem("https://hooks.example.com/", failing("ESERVFAIL"))).toBeNull();
    expect(await findUrlProblem("https://hooks.example.com/", failing("ENOTFOUND"))).toMatch(/does not exist/);
  });

  test("a redirect is an answer, and leads nowhere", async () => {
    const home = await openWebhookSink();
    const to = `http://127.0.0.1:${canary.port}/`;
    for (const status of [301, 302, 303, 307, 308]) {
      home.reply = () => ({ status, headers: { Location: to, Refresh: `0;url=${to}` } });
      expect(await call(home.url, ANYWHERE)).toMatchObject({ status });
    }
    await home.close();
    expect(canary.connections).toBe(0);
  });
});

describe("a name that leads elsewhere the next time", () => {
  test("is called only where it led when it was checked", async () => {
    // Checked once, a name is not looked up again: the second answer is never asked for.
    let asked = 0;
    const resolve = async () => {
      asked += 1;
      return asked === 1 ? ["93.184.215.14"] : ["127.0.0.1"];
    };
    const answered = await call(`https://rebind.example.com:${canary.port}/`, { ...careful, patienceMs: 300, resolve });
    expect([asked, answered]).toEqual([1, { problem: expect.any(String) }]);
    expect(await call(`https://rebind.example.com:${canary.port}/`, { ...careful, resolve })).toEqual({
      problem: expect.stringMatching(/not on the public internet/),
    });
    expect(canary.connections).toBe(0);
  });

  test("by a name server of its own with a TTL of 0", async () => {
    const names = await rebindingNameServer();
    try {
      const reach = { ...careful, resolve: resolvePublicly([`127.0.0.1:${names.port}`]), patienceMs: 1_000 };
      const url = `https://rebind.example.com:${canary.port}/`;
      for (let round = 0; round < 6; round++) {
        await findUrlProblem(url, reach);
        expect(await call(url, reach)).toEqual({ problem: expect.any(String) });
      }
      expect(names.asked()).toBeGreaterThan(6);
      expect(canary.connections).toBe(0);
    } finally {
      names.close();
    }
  });
});

describe("a hostile receiver", () => {
  const impatient: Reach = { ...ANYWHERE, patienceMs: 700 };
  const MIB = 1024 * 1024;

  test("that sends a gigabyte is left after 64 KiB", async () => {
    const chunk = Buffer.alloc(MIB, "x");
    canary.reply = () => (response) => {
      let left = 1_024;
      const more = () => {
        while (left-- > 0 && !response.destroyed) if (!response.write(chunk)) return void response.once("drain", more);
        response.end();
      };
      response.writeHead(200, { "Content-Type": "text/plain" });
      more();
    };
    const before = process.memoryUsage.rss();
    for (let round = 0; round < 5; round++) {
      const answered = await call(canary.url, ANYWHERE);
      expect(answered).toMatchObject({ status: 200 });
      expect("text" in answered && answered.text.length).toBe(64 * 1024);
    }
    expect(process.memoryUsage.rss() - before).toBeLessThan(80 * MIB);
  });

  test("that sends a bomb in gzip has it neither asked for nor unpacked", async () => {
    const bomb = gzipSync(Buffer.alloc(50 * MIB));
    canary.reply = () => (response) => response.writeHead(200, { "Content-Encoding": "gzip" }).end(bomb);
    const answered = await call(canary.url, ANYWHERE);
    expect("text" in answered && answered.text.length).toBeLessThanOrEqual(64 * 1024);
    expect(canary.calls[0]?.headers["accept-encoding"]).toBe("identity");
  });

  test.each<[string, (socket: Socket) => NodeJS.Timeout | undefined, RegExp]>([
    [
      "headers without end",
      drip("HTTP/1.1 200 OK\r\n", () => `X-${Math.random()}: ${"x".repeat(900)}\r\n`, 1),
      /too many headers|no answer/,
    ],
    [
      "one header without end",
      drip("HTTP/1.1 200 OK\r\nX: ", () => "x".repeat(1_000), 1),
      /too many headers|no answer/,
    ],
    [
      "hints without end",
      drip("", () => `HTTP/1.1 103 Early Hints\r\nLink: <${"x".repeat(900)}>\r\n\r\n`, 1),
      /the call failed|no answer/,
    ],
    ["a byte at a time", drip("HTTP/1.1 200 OK\r\nX", () => "x", 50), /no answer within 0.7 seconds/],
    ["nothing", () => undefined, /no answer within 0.7 seconds/],
    ["no HTTP", drip("220 mail.example.com ESMTP\r\n", () => "", 500), /does not speak as it should/],
    [
      "another protocol",
      drip("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\n", () => "x", 50),
      /broke|failed|no answer/,
    ],
  ])("that sends %s is left in time", async (_, behave, problem) => {
    const hostile = await openHostile(behave);
    const began = performance.now();
    expect(await call(`http://127.0.0.1:${hostile.port}/`, impatient)).toEqual({
      problem: expect.stringMatching(problem),
    });
    expect(performance.now() - began).toBeLessThan(1_500);
    await hostile.close();
  });

  test("with a body that comes a byte at a time has given its answer", async () => {
    canary.reply = () => "slow body";
    const began = performance.now();
    expect(await call(canary.url, impatient)).toMatchObject({ status: 200, text: "o" });
    expect(performance.now() - began).toBeLessThan(1_500);
  });

  test("whose name takes for ever to look up is left in time", async () => {
    const began = performance.now();
    const reach = { ...careful, patienceMs: 200, resolve: () => new Promise<string[]>(() => {}) };
    expect(await call("https://slow.example.com/", reach)).toEqual({ problem: "no answer within 0.2 seconds" });
    expect(performance.now() - began).toBeLessThan(1_000);
  });

  test("is told nothing but what it is handed, over a connection of its own", async () => {
    await postSafely(`${canary.url}/path?q=1`, { headers: { "Content-Type": "text/plain" }, body: "body" }, ANYWHERE);
    await call(canary.url, ANYWHERE);
    expect(canary.connections).toBe(2);
    expect(canary.calls[0]).toMatchObject({
      path: "/path?q=1",
      body: "body",
      headers: {
        "content-type": "text/plain",
        "content-length": "4",
        "user-agent": "Statnest",
        accept: "*/*",
        "accept-encoding": "identity",
        connection: "close",
        host: `127.0.0.1:${canary.port}`,
      },
    });
    expect(Object.keys(canary.calls[0]?.headers ?? {})).toHaveLength(7);
  });
});

test.each([
  ["120", 120],
  ["0", undefined],
  ["soon", undefined],
  ["-5", undefined],
  ["99999999999", 30 * 86_400],
  ["in a minute", 60],
  ["a minute ago", undefined],
])("Retry-After: %s is %s seconds", async (header, seconds) => {
  const date = (ms: number) => new Date(Date.now() + ms).toUTCString();
  const told = header === "in a minute" ? date(60_000) : header === "a minute ago" ? date(-60_000) : header;
  canary.reply = () => ({ status: 503, headers: { "Retry-After": told } });
  const answered = await call(canary.url, ANYWHERE);
  const wish = "retryAfterSeconds" in answered ? answered.retryAfterSeconds : undefined;
  if (seconds === undefined) expect(wish).toBeUndefined();
  else expect(Math.abs((wish ?? 0) - seconds)).toBeLessThanOrEqual(2);
});

test("the operator decides whether calls may go anywhere", () => {
  const site = { NODE_ENV: "test", STATNEST_URL: "https://stats.example.com" } as const;
  expect(openReach(readEnv(site))).toMatchObject({
    anywhere: false,
    ports: [443, 8443],
    ownHosts: ["stats.example.com"],
  });
  expect(openReach(readEnv({ ...site, STATNEST_ALLOW_PRIVATE_WEBHOOKS: "1" })).anywhere).toBe(true);
});

test("what went wrong is said without saying where", async () => {
  const { url } = await openWebhookSink().then(async (sink) => {
    await sink.close();
    return sink;
  });
  expect(await call(`${url}/secret`, ANYWHERE)).toEqual({ problem: "it refuses connections" });
  const noSuch = () => Promise.reject(Object.assign(new Error("ENOTFOUND secret.example"), { code: "ENOTFOUND" }));
  expect(await call("https://secret.example.com/", { ...careful, resolve: noSuch })).toEqual({
    problem: "there is no such host",
  });
});

function drip(first: string, next: () => string, everyMs: number) {
  return (socket: Socket): NodeJS.Timeout => {
    socket.write(first);
    return setInterval(() => socket.writable && socket.write(next()), everyMs);
  };
}

async function openHostile(behave: (socket: Socket) => NodeJS.Timeout | undefined) {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    const timer = behave(socket);
    socket.on("error", () => {}).on("close", () => clearInterval(timer));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    port: (server.address() as { port: number }).port,
    async close() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Answers every question for an address in turn with a public one and with this host, to be remembered for no time. */
async function rebindingNameServer() {
  let asked = 0;
  const server = createSocket("udp4");
  server.on("message", (question, { port, address }) => {
    const end = question.indexOf(0, 12) + 5;
    const wantsV4 = question.readUInt16BE(end - 4) === 1;
    const head = Buffer.from(question.subarray(0, end));
    head.writeUInt16BE(0x8180, 2);
    head.writeUInt16BE(wantsV4 ? 1 : 0, 6);
    head.writeUInt16BE(0, 8);
    head.writeUInt16BE(0, 10);
    if (wantsV4) asked += 1;
    const to = asked % 2 === 1 ? [93, 184, 215, 14] : [127, 0, 0, 1];
    const answer = wantsV4 ? Buffer.from([0xc0, 0x0c, 0, 1, 0, 1, 0, 0, 0, 0, 0, 4, ...to]) : Buffer.alloc(0);
    server.send(Buffer.concat([head, answer]), port, address);
  });
  await new Promise<void>((resolve) => server.bind(0, "127.0.0.1", resolve));
  return { port: server.address().port, asked: () => asked, close: () => server.close() };
}
