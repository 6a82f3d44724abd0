import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { setPriority } from "node:os";
import { type MessagePort, parentPort, Worker } from "node:worker_threads";
import { systemClock } from "@/lib/clock";
import { NOWHERE } from "@/lib/domain/source";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { openStore, type Store } from "@/lib/store/engine/store";
import { newClassicKey } from "@/lib/store/records/identity";
import { makeAccount } from "./account";
import { countOne, openDoor } from "./door";
import { machine } from "./machine";
import { inOwnDatabase } from "./own-database";
import { paced, type Summary, show, summary } from "./paced";
import type { Ending } from "./series/ending";

/**
 * Ten thousand daily reports that are due at the same minute, of teams with ten stats and a month of numbers each: how
 * long it is until the last of their mails is at a mail server on this host, while numbers come in at a steady rate;
 * and milliseconds of ingest meanwhile, beside what it took just before.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js reports [reports=10000] [seconds=30]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const REPORTS_OF_A_TEAM = 50;
const STATS_OF_A_TEAM = 10;
const DAYS = 31;
const POINTS_PER_SECOND = 400;
const WARM_SECONDS = 15;
const ROUND_SECONDS = 10;
const PATIENCE_ROUNDS = 180;
const MAIL_SERVER_NICENESS = 10;
const TARGETS = { minutes: 15, ingestRatio: 1.5 };

const reports = Number(process.argv[3] ?? 10_000);
const seconds = Number(process.argv[4] ?? 30);

if (parentPort === null) await inOwnDatabase(main);
else serveMail(parentPort);

async function main(url: string, ending: Ending): Promise<void> {
  console.log(machine());
  const mails = await openMailServer();
  ending.add("the mail server", mails.close);
  const store = openStore(url, { statementTimeoutMs: 600_000 });
  ending.add("the store", () => store.close());
  const ezkeys = await makeTeams(store, Math.ceil(reports / REPORTS_OF_A_TEAM));
  const mail = { RESEND_API_KEY: "re_bench", RESEND_BASE_URL: mails.url, MAIL_FROM: "Bench <bench@example.com>" };
  const door = await openDoor(url, ending, mail);

  const point = (i: number) => countOne(door, ezkeys[i % ezkeys.length] ?? "");
  await paced(POINTS_PER_SECOND, WARM_SECONDS, point);
  const alone = summary(await paced(POINTS_PER_SECOND, seconds, point));
  await makeDue(store);
  const began = performance.now();
  const beside: number[] = [];
  for (let round = 0; round < PATIENCE_ROUNDS && (await mails.taken()).times.length < reports; round++) {
    beside.push(...(await paced(POINTS_PER_SECOND, ROUND_SECONDS, point)));
  }
  tell({ alone, beside: summary(beside) }, began, await mails.taken());
}

function tell(
  ingest: { alone: Summary; beside: Summary },
  began: number,
  { times: { length: taken }, times, last, bytes }: Taken,
): void {
  const minutes = (last - began) / 60_000;
  const twice = times.filter((each) => each > 1).length;
  const size = (bytes / Math.max(1, taken) / 1_024).toFixed(0);
  const done = `${taken} of ${reports} reports in ${minutes.toFixed(1)} minutes`;
  console.log(`${done}, ${twice} twice, ${size} KB each; target ≤ ${TARGETS.minutes}`);
  const ratio = (ingest.beside.p99 / ingest.alone.p99).toFixed(2);
  show(`ingest alone, ${POINTS_PER_SECOND}/s`, ingest.alone, "");
  show("ingest beside it", ingest.beside, `p99 ${ratio} × alone, target ≤ ${TARGETS.ingestRatio} ×`);
}

/** How many times each report's mail was taken, when the last was, and what they came to. */
interface Taken {
  times: number[];
  /** Of performance.now() in the main thread. */
  last: number;
  bytes: number;
}

/** Takes mails as Resend does, on a thread of its own: a mail server is no work of the host that sends. */
async function openMailServer() {
  const thread = new Worker(new URL(import.meta.url));
  const [port] = await once(thread, "message");
  return {
    url: `http://127.0.0.1:${port}`,
    async taken(): Promise<Taken> {
      thread.postMessage("taken?");
      const [taken] = await once(thread, "message");
      return { ...taken, last: taken.last - performance.timeOrigin };
    },
    close: async () => {
      await thread.terminate();
    },
  };
}

/** Keeps of each report's mail only its key: how often one came is how often it would have been sent. */
function serveMail(port: MessagePort): void {
  setPriority(0, MAIL_SERVER_NICENESS);
  const taken = new Map<string, number>();
  let [last, bytes] = [0, 0];
  const server = createServer(async (asked, answer) => {
    const chunks: Buffer[] = [];
    for await (const chunk of asked) chunks.push(chunk);
    const key = String(asked.headers["idempotency-key"]);
    const body = Buffer.concat(chunks);
    if (body.includes("List-Unsubscribe")) {
      taken.set(key, (taken.get(key) ?? 0) + 1);
      last = performance.timeOrigin + performance.now();
      bytes += body.length;
    }
    answer.writeHead(200, { "Content-Type": "application/json" }).end(JSON.stringify({ id: key }));
  });
  server.listen(0, "127.0.0.1", () => port.postMessage((server.address() as AddressInfo).port));
  port.on("message", () => port.postMessage({ times: [...taken.values()], last, bytes }));
}

/** Teams with stats and their numbers, and with reports that are not due yet; returns a key of each for ingest. */
async function makeTeams(store: Store, count: number): Promise<string[]> {
  const ezkeys: string[] = [];
  const teams: string[] = [];
  for (let i = 0; i < count; i++) {
    const { ezkey, teamId } = await makeAccount(store, `person-${i}@example.com`);
    ezkeys.push(ezkey);
    teams.push(teamId);
  }
  await makeStats(store, teams);
  await store.pool.query(
    `WITH made AS (
       INSERT INTO report (id, public_id, team_id, name, cadence, at_minute, zone, subject)
       SELECT gen_random_uuid(), 'r' || row_number() OVER (), t, 'Morning', 'daily', 0, 'UTC', '{"kind":"moved"}'
       FROM unnest($1::uuid[]) t CROSS JOIN generate_series(1, $2) LIMIT $3
       RETURNING id, public_id)
     INSERT INTO report_recipient (id, report_id, address, confirmed_at)
     SELECT gen_random_uuid(), id, public_id || '@example.com', now() FROM made`,
    [teams, REPORTS_OF_A_TEAM, reports],
  );
  await rollUp({ store, clock: systemClock, from: NOWHERE, actor: { kind: "job", name: "bench" } });
  await store.pool.query("VACUUM ANALYZE");
  return ezkeys;
}

/** Each with a number every hour of the last month. */
async function makeStats(store: Store, teams: string[]): Promise<void> {
  const stats = teams.flatMap((team) =>
    Array.from({ length: STATS_OF_A_TEAM }, (_, i) => ({ team, name: `stat ${i}` })),
  );
  const ids = stats.map((_, i) => i.toString(36).padStart(6, "0"));
  await store.pool.query(
    `WITH made AS (
       INSERT INTO stat (team_id, public_id, name, kind, classic_key, created_at)
       SELECT team, id, name, 'counter', key, now() - $5 * interval '1 day'
       FROM unnest($1::uuid[], $2::text[], $3::text[], $4::text[]) AS g (team, id, name, key)
       RETURNING team_id, id, name)
     INSERT INTO stat_name (team_id, name, stat_id) SELECT team_id, name, id FROM made`,
    [stats.map(({ team }) => team), ids, stats.map(({ name }) => name), ids.map(newClassicKey), DAYS],
  );
  await store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     SELECT s.id, m, 1, 100 * random(), 5, 5, 0, 5, m FROM stat s CROSS JOIN
       generate_series(date_trunc('hour', now()) - $1 * interval '1 day', now(), '1 hour') m
     ORDER BY 1, 2`,
    [DAYS],
  );
}

/** All reports at the minute that is running. */
async function makeDue(store: Store): Promise<void> {
  await store.pool.query(
    `UPDATE report SET next_at = date_trunc('minute', now()),
       at_minute = extract(hour FROM now() AT TIME ZONE 'UTC') * 60 + extract(minute FROM now() AT TIME ZONE 'UTC')`,
  );
}
