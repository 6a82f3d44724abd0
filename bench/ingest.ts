import { type ChildProcess, fork } from "node:child_process";
import { randomBytes, randomUUID } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect } from "node:net";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { freshDatabase } from "@/bench/database";
import { formatKey, KEY_RANDOM_BYTES } from "@/lib/domain/key";
import { openIngest } from "@/lib/ingest/ingest";
import { answerIngest } from "@/lib/ingest/node-door";
import { hashKey } from "@/lib/store/records/identity";

/**
 * Single-point POSTs over keep-alive connections, each durable before it is answered, beside the same node:http server
 * answering a fixed 204. The ratio of the two, taken in turns in one run, says more than either.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js ingest [seconds]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const CONNECTIONS = 128;
const STATS = 50;
const ROUNDS = 3;

interface Result {
  perSecond: number;
  p50: number;
  p99: number;
}

if (process.send === undefined) await main();
else serve(process.env.DATABASE_URL ?? "");

async function main(): Promise<void> {
  const seconds = Number(process.argv[3] ?? 4);
  const { url, drop } = await freshDatabase();
  const ezkey = await makeTeam(url);
  const server = fork(fileURLToPath(import.meta.url), { env: { ...process.env, DATABASE_URL: url } });
  try {
    const [port] = (await once(server, "message")) as [number];
    const count = (i: number) => post("/ez", `stat=page%20view%20${i % STATS}&ezkey=${ezkey}&count=1`);
    const value = (i: number) => post("/ez", `stat=load%20${i % STATS}&ezkey=${ezkey}&value=0.5`);
    const fixed = (i: number) => post("/fixed", `stat=page%20view%20${i % STATS}&ezkey=${ezkey}&count=1`);
    await load(port, count, 8, 1);
    for (let round = 1; round <= ROUNDS; round++) {
      const base = await load(port, fixed, CONNECTIONS, seconds);
      show("fixed 204", base);
      show("counters", await load(port, count, CONNECTIONS, seconds), base);
      show("values", await load(port, value, CONNECTIONS, seconds), base);
    }
    show("counters, 1 connection", await load(port, count, 1, seconds));
  } finally {
    await stop(server);
    await drop();
  }
}

function post(path: string, body: string): Buffer {
  return Buffer.from(`POST ${path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${body.length}\r\n\r\n${body}`);
}

/** One request at a time on each connection, for some seconds; every answer has to be a 204. */
async function load(
  port: number,
  request: (i: number) => Buffer,
  connections: number,
  seconds: number,
): Promise<Result> {
  const requests = Array.from({ length: STATS }, (_, i) => request(i));
  const waits: number[] = [];
  const end = performance.now() + seconds * 1_000;
  await Promise.all(
    Array.from({ length: connections }, async (_, first) => {
      const socket = connect({ port, host: "127.0.0.1", noDelay: true });
      let i = first;
      let sent = 0;
      const send = () => {
        sent = performance.now();
        socket.write(requests[i++ % STATS] as Buffer);
      };
      socket.on("connect", send);
      socket.on("data", (data) => {
        if (!data.includes("HTTP/1.1 204")) throw new Error(`not a 204: ${data}`);
        const now = performance.now();
        waits.push(now - sent);
        if (now < end) send();
        else socket.end();
      });
      await once(socket, "close");
    }),
  );
  waits.sort((a, b) => a - b);
  const at = (share: number) => waits[Math.floor(waits.length * share)] ?? Number.NaN;
  return { perSecond: waits.length / seconds, p50: at(0.5), p99: at(0.99) };
}

function show(name: string, { perSecond, p50, p99 }: Result, base?: Result): void {
  const ratio = base === undefined ? "" : `  ${(perSecond / base.perSecond).toFixed(2)} of fixed`;
  const rate = Math.round(perSecond).toLocaleString("en").padStart(8);
  console.log(`${name.padEnd(24)}${rate}/s  p50 ${p50.toFixed(1)} ms  p99 ${p99.toFixed(1)} ms${ratio}`);
}

function serve(databaseUrl: string): void {
  const ingest = openIngest({
    databaseUrl,
    limits: { stats: 10_000, newStatsPerMinute: 10_000, pointsPerSecond: 10_000_000 },
    verboseReplies: false,
    onError: console.error,
  });
  const server = createServer((request, response) => {
    if (request.url === "/ez") return void answerIngest(ingest, { path: "/ez", query: "" }, request, response);
    request.resume();
    request.on("end", () => response.writeHead(204).end());
  });
  server.listen(0, "127.0.0.1", () => process.send?.((server.address() as AddressInfo).port));
  process.on("disconnect", async () => {
    server.closeAllConnections();
    server.close();
    await ingest.drain();
  });
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, "exit");
  server.disconnect();
  await ended;
}

async function makeTeam(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const team = randomUUID();
  const ezkey = formatKey("ingest", randomBytes(KEY_RANDOM_BYTES));
  await client.query("INSERT INTO team (id, name, ukey) VALUES ($1, 'bench', $2)", [team, team]);
  await client.query(
    "INSERT INTO api_key (id, team_id, name, kind, prefix, hash) VALUES ($1, $2, 'bench', 'ingest', 'sn_in_', $3)",
    [randomUUID(), team, Buffer.from(hashKey(ezkey))],
  );
  await client.end();
  return ezkey;
}
