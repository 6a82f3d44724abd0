import { Agent, request } from "node:http";
import { availableParallelism, loadavg } from "node:os";
import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { makeEmbed } from "@/lib/interactors/links/make-embed";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";
import { freshDatabase } from "./database";
import { paced, show, summary } from "./paced";
import { type Ending, openEnding } from "./series/ending";
import { startServer } from "./series/product";

/**
 * Embeds are asked for, 200 a second, every other one as a page for a frame and as an SVG, from 50 links over stats that
 * get numbers all the while: milliseconds of each, counted from when it was due, so that one that holds up the next is
 * seen twice. Then the same by readers who have the answer already.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js embeds [seconds]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const EMBEDS_PER_SECOND = 200;
const POINTS_PER_SECOND = 20;
const LINKS = 50;
const DAYS = 8;
/** Until what an embed runs through has been compiled. */
const WARM_SECONDS = 8;
const TARGET_P99 = 50;

const seconds = Number(process.argv[3] ?? 20);

const ending = openEnding();
try {
  await main(ending);
} finally {
  await ending.run();
}

async function main(ending: Ending): Promise<void> {
  const load = loadavg()[0]?.toFixed(1);
  console.log(`${availableParallelism()} cores, load ${load}; Node ${process.version}`);
  const { url, drop } = await freshDatabase();
  ending.add("the database", drop);
  const store = openStore(url);
  const { tokens, ezkey } = await makeLinks(store);
  await store.close();
  const base = await startServer(url, ending);
  const agent = new Agent({ keepAlive: true });
  ending.add("the connections", async () => agent.destroy());

  const tags = new Map<string, string>();
  const pathOf = (i: number) =>
    `/embed/${tokens[i % tokens.length]}${Math.floor(i / tokens.length) % 2 === 0 ? "" : ".svg"}`;
  let bytes = 0;
  let refused = 0;
  const full = async (i: number) => {
    const path = pathOf(i);
    const answer = await ask(agent, base, { path, headers: { "accept-encoding": "gzip" } });
    if (answer.status !== 200) refused += 1;
    bytes = Math.max(bytes, answer.bytes);
    tags.set(path, answer.tag);
  };
  const statuses = new Map<number, number>();
  const known = async (i: number) => {
    const path = pathOf(i);
    const headers = { "accept-encoding": "gzip", "if-none-match": tags.get(path) ?? "" };
    const { status, tag } = await ask(agent, base, { path, headers });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    tags.set(path, tag);
  };
  const point = async (i: number) => {
    const body = String(new URLSearchParams({ ezkey, stat: `stat ${i % LINKS}`, count: "1" }));
    await ask(agent, base, { path: "/ez", body });
  };

  await paced(EMBEDS_PER_SECOND / 2, WARM_SECONDS, full);
  const [shown] = await Promise.all([
    paced(EMBEDS_PER_SECOND, seconds, full),
    paced(POINTS_PER_SECOND, seconds, point),
  ]);
  show(
    `embeds, ${EMBEDS_PER_SECOND}/s`,
    summary(shown),
    `target p99 ≤ ${TARGET_P99} ms; ${(bytes / 1_024).toFixed(1)} KB at the most`,
  );
  show(`known ones, ${EMBEDS_PER_SECOND}/s`, summary(await paced(EMBEDS_PER_SECOND, seconds, known)), "");
  if (refused > 0) console.log(`${refused} of the first were not answered 200`);
  console.log([...statuses].map(([status, count]) => `${count} × ${status}`).join(", "));
}

/** One team with a stat for each link, and a number every five minutes in each. */
async function makeLinks(store: Store): Promise<{ tokens: string[]; ezkey: string }> {
  const account = {
    email: "bench@example.com",
    passwordHash: null,
    verified: true,
    team: { name: "bench", zone: "Europe/Berlin" },
    keys: [{ kind: "ingest" as const, name: "bench" }],
  };
  const made = await transaction(store, (tx) => insertAccount(tx, account));
  if (made === null) throw new Error("the database was not empty");
  const { userId, teamId, keys } = made;
  const actor = { kind: "user", userId, teamId, sessionId: userId, role: "owner" } as const;
  const ctx: Context = { store, clock: systemClock, from: NOWHERE, actor };
  const tokens: string[] = [];
  for (let i = 0; i < LINKS; i++) {
    const { id, seriesId } = await createStat(ctx, { name: `stat ${i}`, kind: "counter", unit: "orders" });
    await store.pool.query(
      `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
       SELECT $1, m, 1, 100 * random(), 1, 100, 0, 50, m
       FROM generate_series(date_trunc('hour', now()) - make_interval(days => $2), now(), '5 minutes') m`,
      [String(seriesId), DAYS],
    );
    const spec = { range: { preset: "week" as const }, compare: i % 2 === 0 ? null : "1d" };
    tokens.push((await makeEmbed(ctx, { stats: [{ id }], spec })).token);
  }
  return { tokens, ezkey: keys[0] ?? "" };
}

interface Asked {
  path: string;
  /** A form; without one it is a GET. */
  body?: string;
  headers?: Record<string, string>;
}

function ask(
  agent: Agent,
  base: string,
  { path, body, headers = {} }: Asked,
): Promise<{ status: number; bytes: number; tag: string }> {
  return new Promise((resolve, reject) => {
    const form = body === undefined ? {} : { "content-type": "application/x-www-form-urlencoded" };
    const method = body === undefined ? "GET" : "POST";
    const sent = request(new URL(path, base), { agent, method, headers: { ...form, ...headers } }, (answer) => {
      let bytes = 0;
      answer.on("data", (chunk: Buffer) => (bytes += chunk.byteLength));
      answer.on("error", reject);
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, bytes, tag: answer.headers.etag ?? "" }));
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
