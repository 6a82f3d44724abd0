import { makeEmbed } from "@/lib/interactors/links/make-embed";
import { createStat } from "@/lib/interactors/stats/create-stat";
import { openStore, type Store } from "@/lib/store/engine/store";
import { makeAccount } from "./account";
import { ask, countOne, openDoor } from "./door";
import { machine } from "./machine";
import { inOwnDatabase } from "./own-database";
import { paced, show, summary } from "./paced";
import type { Ending } from "./series/ending";

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

await inOwnDatabase(main);

async function main(url: string, ending: Ending): Promise<void> {
  console.log(machine());
  const store = openStore(url);
  const { tokens, ezkey } = await makeLinks(store);
  await store.close();
  const door = await openDoor(url, ending);

  const tags = new Map<string, string>();
  const pathOf = (i: number) =>
    `/embed/${tokens[i % tokens.length]}${Math.floor(i / tokens.length) % 2 === 0 ? "" : ".svg"}`;
  let bytes = 0;
  let refused = 0;
  const full = async (i: number) => {
    const path = pathOf(i);
    const { status, headers, body } = await ask(door, { path, headers: { "accept-encoding": "gzip" } });
    if (status !== 200) refused += 1;
    bytes = Math.max(bytes, body.byteLength);
    tags.set(path, headers.etag ?? "");
  };
  const statuses = new Map<number, number>();
  const known = async (i: number) => {
    const path = pathOf(i);
    const asked = { "accept-encoding": "gzip", "if-none-match": tags.get(path) ?? "" };
    const { status, headers } = await ask(door, { path, headers: asked });
    statuses.set(status, (statuses.get(status) ?? 0) + 1);
    tags.set(path, headers.etag ?? "");
  };
  const point = (i: number) => countOne(door, ezkey, `stat ${i % LINKS}`);

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
  const { ctx, ezkey } = await makeAccount(store, "bench@example.com", { zone: "Europe/Berlin" });
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
  return { tokens, ezkey };
}
