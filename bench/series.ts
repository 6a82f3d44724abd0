import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import { openStore } from "@/lib/store/engine/store";
import { machine } from "./machine";
import { inOwnDatabase } from "./own-database";
import { showBesideOthers } from "./series/beside";
import { drawnStats, type FilledStat, makeOwner, makeStats, TEAM_ZONE } from "./series/cast";
import type { Ending } from "./series/ending";
import { fill } from "./series/fill";
import { startProduct } from "./series/product";
import { showAgeing, showLatencies } from "./series/questions";
import { showRollUp } from "./series/roll";
import { whole } from "./series/table";
import { timed } from "./series/timing";

/**
 * Fills the history of a team's stats, rolls it up, starts the product on it and asks what people ask: milliseconds
 * over HTTP, one request at a time over one warm connection, beside InfluxDB and VictoriaMetrics where they are installed.
 *
 *   DATABASE_URL=postgresql://… node bench/run.js series [days=400] [stats=1000]
 *
 * makes a database of its own beside the one named and drops it at the end.
 */
const options = readOptions(process.argv.slice(3), { days: 400, stats: 1_000 });

await inOwnDatabase(main);

async function main(url: string, ending: Ending): Promise<void> {
  const store = openStore(url);
  ending.add("the connections", () => store.close());
  const ctx: Context = { from: NOWHERE, store, clock: systemClock, actor: { kind: "job", name: "bench" } };
  const owner = await makeOwner(store);
  const stats = await makeStats(store, owner.teamId, drawnStats(options.stats, options.days));
  await rolledUp(ctx, stats);
  const product = await startProduct(url, owner, ending);
  await showMachine(ctx);
  await showLatencies(product, stats);
  await showAgeing(product, stats);
  await showBesideOthers(store.pool, product, stats, ending);
}

async function rolledUp(ctx: Context, stats: FilledStat[]): Promise<void> {
  const minute = new Date(Math.floor(ctx.clock.now().getTime() / 60_000) * 60_000);
  const { result, seconds } = await timed(() => fill(ctx.store.url, stats, minute));
  const filled = `${whole(result.minutes)} minutes, ${whole(result.points)} numbers`;
  console.log(
    `${stats.length} stats of a team in ${TEAM_ZONE}, ${options.days} days: ${filled} in ${whole(seconds)} s`,
  );
  await showRollUp(ctx, stats, result);
}

/** What the milliseconds were measured on, and how busy it was before. */
async function showMachine({ store }: Context): Promise<void> {
  const { rows } = await store.pool.query<{ server_version: string }>("SHOW server_version");
  console.log(`\n${machine()}, PostgreSQL ${rows[0]?.server_version}`);
}

/** `days=40` and the like; throws for a name that is not known and for what is no whole number. */
function readOptions<T extends Record<string, number>>(args: string[], known: T): T {
  const given = args.map((arg): [string, number] => {
    const [name = "", number] = arg.split("=");
    if (!Object.hasOwn(known, name) || !/^[1-9]\d*$/.test(number ?? "")) throw new Error(`not an option: ${arg}`);
    return [name, Number(number)];
  });
  return { ...known, ...Object.fromEntries(given) };
}
