import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { coverStats, evaluateDue } from "@/lib/interactors/alerts/evaluate-alerts";
import { createChannel } from "@/lib/interactors/channels/create-channel";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { newClassicKey } from "@/lib/store/records/identity";
import { openWebhookSink, type WebhookSink } from "@/lib/testing/webhook-sink";
import { type Account, makeAccount } from "./account";
import { ask, openDoor } from "./door";
import { machine } from "./machine";
import { inOwnDatabase } from "./own-database";
import { paced, show, summary } from "./paced";
import type { Ending } from "./series/ending";

/**
 * Ten thousand rules of all kinds over two thousand stats with a week of numbers: how long it takes to judge them all
 * at once; then, in the product as it runs, while most of them get numbers at a steady rate, how long it is from the
 * answer to a post that crosses a threshold to the signed webhook at a receiver on this host, and from the end of a
 * silent window.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js alerts [rules=10000] [seconds=60]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const POINTS_PER_SECOND = 2_000;
const POINTS_PER_POST = 100;
const CROSSINGS_PER_SECOND = 2;
const SILENT_STATS = 20;
/** A silent window that has as much left when its last number is posted. */
const SILENT_AFTER_S = 20;
const WARM_SECONDS = 10;
const TARGETS = { allMs: 5_000, webhookP95: 2_000, silenceMs: 15_000 };

/** Rules that never ring; of each stat all of them. */
type Rule = Omit<Parameters<typeof createAlert>[1], "statId" | "pattern">;

const QUIET: Rule[] = [
  { kind: "value", operator: "gt", threshold: 1e12, timeWindow: "5m" },
  { kind: "value", operator: "gt", threshold: 1e12, timeWindow: "1h" },
  { kind: "value", operator: "gt", threshold: 1e12, timeWindow: "this_day" },
  { kind: "delta", operator: "gt", percentage: 1e9, timeDelta: "1d", timeWindow: "1d" },
  { kind: "data", timeWindow: "1w" },
];

const rules = Number(process.argv[3] ?? 10_000);
const seconds = Number(process.argv[4] ?? 60);
const crossings = seconds * CROSSINGS_PER_SECOND;
process.env.STATNEST_ALLOW_PRIVATE_WEBHOOKS = "1";

await inOwnDatabase(main);

async function main(url: string, ending: Ending): Promise<void> {
  console.log(machine());
  const sink = await openWebhookSink();
  ending.add("the receiver", () => sink.close());
  const store = openStore(url, { statementTimeoutMs: 60_000 });
  const { ctx, ezkey, quiet } = await makeRules(store, sink);
  await judgeAll({ ...ctx, actor: { kind: "job", name: "bench" } });
  await store.close();

  const door = await openDoor(url, ending, { STATNEST_ALLOW_PRIVATE_WEBHOOKS: "1" });
  const post = async (points: object[]) => {
    const headers = { "content-type": "application/json", authorization: `Bearer ${ezkey}` };
    const { status } = await ask(door, { path: "/api/v1/points", body: JSON.stringify({ points }), headers });
    if (status !== 200) throw new Error(`numbers were answered ${status}`);
  };
  const feed = (i: number) =>
    post(
      Array.from({ length: POINTS_PER_POST }, (_, j) => ({
        stat: quiet[(i * POINTS_PER_POST + j) % quiet.length],
        count: 1,
      })),
    );
  const posts = POINTS_PER_SECOND / POINTS_PER_POST;

  await paced(posts, WARM_SECONDS, feed);
  const answered = new Map<string, number>();
  const due = new Map<string, number>();
  const silent = silence(post, due);
  await Promise.all([
    paced(posts, seconds, feed),
    silent,
    paced(CROSSINGS_PER_SECOND, seconds, async (i) => {
      const stat = `crossing ${i}`;
      await post([{ stat, count: 1_000 }]);
      answered.set(stat, performance.now());
    }),
  ]);
  await heard(sink, crossings + SILENT_STATS);
  tell(`webhook, of ${crossings}`, sink, answered, `target p95 ≤ ${TARGETS.webhookP95} ms`);
  tell(`silence, of ${SILENT_STATS}`, sink, due, `after the end of the window; target ≤ ${TARGETS.silenceMs} ms`);
}

/** Last numbers of stats whose five minutes without any end while the load goes on. */
async function silence(post: (points: object[]) => Promise<void>, due: Map<string, number>): Promise<void> {
  const t = Math.floor(Date.now() / 1_000) - 300 + SILENT_AFTER_S;
  const end = performance.now() + (t + 300) * 1_000 - Date.now();
  const stats = Array.from({ length: SILENT_STATS }, (_, i) => `silent ${i}`);
  await post(stats.map((stat) => ({ stat, count: 1, t })));
  for (const stat of stats) due.set(stat, end);
}

async function judgeAll(ctx: Context): Promise<void> {
  await coverStats(ctx);
  await ctx.store.pool.query("VACUUM ANALYZE");
  const took: number[] = [];
  for (let i = 0; i < 4; i++) {
    await ctx.store.pool.query("UPDATE alert_standing SET due_at = now()");
    const began = performance.now();
    const judged = await evaluateDue(ctx, new AbortController().signal);
    took.push(performance.now() - began);
    if (judged < rules) throw new Error(`only ${judged} were judged`);
  }
  // The first round compiles, and writes what moves at once.
  show(
    `all ${rules} judged`,
    summary(took.slice(1)),
    `the first ${took[0]?.toFixed(0)} ms; target ≤ ${TARGETS.allMs} ms`,
  );
}

/** Waits until the receiver has heard of so many, or of none any more. */
async function heard(sink: WebhookSink, count: number): Promise<void> {
  for (let last = -1; rang(sink).size < count && rang(sink).size !== last; ) {
    last = rang(sink).size;
    await pause(20_000);
  }
}

/** When the receiver first heard that a stat rings, by its name. */
function rang(sink: WebhookSink): Map<string, number> {
  const first = new Map<string, number>();
  for (const { body, at, headers } of sink.calls) {
    const { type, data } = JSON.parse(body);
    if (type !== "alert.triggered" || headers["webhook-signature"] === undefined) continue;
    if (!first.has(data.stat.name)) first.set(data.stat.name, at);
  }
  return first;
}

function tell(name: string, sink: WebhookSink, since: Map<string, number>, more: string): void {
  const first = rang(sink);
  const waits = [...since].flatMap(([stat, began]) => {
    const at = first.get(stat);
    return at === undefined ? [] : [at - began];
  });
  const most = Math.max(...waits).toFixed(0);
  show(name, summary(waits), `most ${most} ms, ${since.size - waits.length} never; ${more}`);
}

/** One team with the rules, most of which never ring, and the stats they are on. */
async function makeRules(store: Store, sink: WebhookSink): Promise<Account & { quiet: string[] }> {
  const account = await makeAccount(store, "bench@example.com", { zone: "Europe/Berlin" });
  const { ctx, teamId } = account;
  await createChannel(ctx, { kind: "webhook", target: sink.url, name: "bench" });
  const quiet = Array.from({ length: Math.ceil(rules / QUIET.length) }, (_, i) => `stat ${i}`);
  await makeStats(store, teamId, quiet);
  const { rows } = await store.pool.query<{ id: string }>("SELECT public_id AS id FROM stat WHERE name = 'stat 0'");
  for (const rule of QUIET) await createAlert(ctx, { statId: rows[0]?.id, ...rule });
  // Each of the rules once for every other stat.
  await store.pool.query(
    `INSERT INTO alert (id, public_id, team_id, stat_id, kind, condition, time_window)
     SELECT gen_random_uuid(), 'rule' || row_number() OVER (), a.team_id, s.id, a.kind, a.condition, a.time_window
     FROM alert a JOIN stat s ON s.team_id = a.team_id AND s.id <> a.stat_id`,
  );
  await store.pool.query(
    "INSERT INTO alert_channel SELECT a.id, c.id FROM alert a JOIN channel c USING (team_id) ON CONFLICT DO NOTHING",
  );
  for (let i = 0; i < crossings; i++) {
    const { id } = await createStat(ctx, { name: `crossing ${i}`, kind: "counter" });
    await createAlert(ctx, { statId: id, kind: "value", operator: "gt", threshold: 500, timeWindow: "1h" });
  }
  for (let i = 0; i < SILENT_STATS; i++) {
    const { id } = await createStat(ctx, { name: `silent ${i}`, kind: "counter" });
    await createAlert(ctx, { statId: id, kind: "data", timeWindow: "5m" });
  }
  await rollUp({ ...ctx, actor: { kind: "job", name: "bench" } });
  return { ...account, quiet };
}

/** Each with a number every ten minutes of the last week. */
async function makeStats(store: Store, teamId: string, names: string[]): Promise<void> {
  const ids = names.map((_, i) => i.toString(36).padStart(6, "0"));
  await store.pool.query(
    `WITH made AS (
       INSERT INTO stat (team_id, public_id, name, kind, classic_key, created_at)
       SELECT $1, id, name, 'counter', key, now() FROM unnest($2::text[], $3::text[], $4::text[]) AS g (id, name, key)
       RETURNING id, name)
     INSERT INTO stat_name (team_id, name, stat_id) SELECT $1, name, id FROM made`,
    [teamId, ids, names, ids.map(newClassicKey)],
  );
  await store.pool.query(
    `INSERT INTO series_minute (stat_id, minute, n, sum, min, max, m2, last, last_at)
     SELECT s.id, m, 1, 5, 5, 5, 0, 5, m FROM stat s CROSS JOIN
       generate_series(date_trunc('hour', now()) - interval '8 days', now(), '10 minutes') m
     ORDER BY 1, 2`,
  );
}
