import pg from "pg";
import type { Context } from "@/lib/context";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import { flush, type Minute } from "@/lib/store/series/flush";
import type { FilledStat } from "./cast";
import type { Filled } from "./fill";
import { showFact, showHeading, whole } from "./table";
import { timed } from "./timing";

const ROUNDS = 5;
const ROUND_MINUTES = 15;
const LATE = 10_000;
const LATE_DAYS = 30;
const FLUSH_ROWS = 2_000;

/** What it costs to roll up all history, what a usual round costs, and what late numbers cost. */
export async function showRollUp(ctx: Context, stats: FilledStat[], filled: Filled): Promise<void> {
  showHeading("roll-up", []);
  const { result, seconds } = await timed(() => rollUp(ctx));
  const made = `${whole(result.quarters)} quarters, ${whole(result.days)} days`;
  showFact(`the first, of ${whole(filled.minutes)} minutes`, `${seconds.toFixed(1)} s: ${made}`);
  showFact("  minutes a second", whole(filled.minutes / seconds));
  showFact("  for each minute", `${((seconds * 1e6) / filled.minutes).toFixed(1)} µs`);
  showFact("  for each number", `${((seconds * 1e6) / filled.points).toFixed(1)} µs`);
  await layOutAsRoundsDo(ctx);
  await showUsualRound(ctx, stats);
  await showLate(ctx, stats);
  await ctx.store.pool.query("VACUUM (ANALYZE) series_minute, series_quarter, series_day, rollup_dirty");
}

/** A round every quarter of an hour leaves the rows of a stat far apart; one round over all history, side by side. */
async function layOutAsRoundsDo({ store }: Context): Promise<void> {
  await store.pool.query(`
    SET statement_timeout = 0;
    CREATE INDEX quarter_by_time ON series_quarter (quarter, stat_id);
    CLUSTER series_quarter USING quarter_by_time;
    DROP INDEX quarter_by_time;
    CREATE INDEX day_by_time ON series_day (day, stat_id);
    CLUSTER series_day USING day_by_time;
    DROP INDEX day_by_time;
    RESET statement_timeout`);
  await store.pool.query("VACUUM (ANALYZE) series_quarter, series_day");
}

async function showUsualRound(ctx: Context, stats: FilledStat[]): Promise<void> {
  const seconds: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const open = await reopenQuarter(ctx);
    await write(
      ctx,
      stats.flatMap(({ seriesId }) => minutesFrom(seriesId, open, ROUND_MINUTES)),
    );
    seconds.push((await timed(() => rollUp(ctx))).seconds);
  }
  const median = seconds.sort((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN;
  const each = (median * 1e6) / (stats.length * ROUND_MINUTES);
  showFact(
    `a usual round, ${ROUND_MINUTES} new minutes of ${stats.length} stats`,
    `${whole(median * 1_000)} ms (${each.toFixed(1)} µs a minute)`,
  );
}

/** Sets the marks back by a quarter, as if it were just over; returns its first minute, in minutes since 1970. */
async function reopenQuarter({ store }: Context): Promise<number> {
  const { rows } = await store.pool.query<{ minute: number }>(`
    UPDATE rollup_mark SET closed_to = closed_to - interval '15 minutes', rolled_to = rolled_to - interval '15 minutes'
    RETURNING (extract(epoch FROM closed_to) / 60)::int AS minute`);
  return rows[0]?.minute ?? Number.NaN;
}

async function showLate(ctx: Context, stats: FilledStat[]): Promise<void> {
  const now = Math.floor(ctx.clock.now().getTime() / 60_000);
  const minutes = Array.from({ length: LATE }, (_, i) => {
    const { seriesId } = stats[i % stats.length] as FilledStat;
    const back = 60 + ((i * 7_919) % (LATE_DAYS * 1_440));
    return minutesFrom(seriesId, now - back, 1);
  }).flat();
  await write(ctx, minutes);
  const { result, seconds } = await timed(() => rollUp(ctx));
  const each = ((seconds * 1e6) / LATE).toFixed(1);
  showFact(
    `${whole(LATE)} late minutes over ${LATE_DAYS} days of all stats`,
    `${whole(seconds * 1_000)} ms (${each} µs a minute; ${whole(result.days)} days made anew)`,
  );
}

function minutesFrom(seriesId: bigint, first: number, count: number): Minute[] {
  return Array.from({ length: count }, (_, i) => {
    const minute = first + i;
    return { statId: Number(seriesId), minute, n: 1, sum: 2, min: 2, max: 2, m2: 0, last: 2, lastAt: minute * 60_000 };
  });
}

/** As ingest writes. */
async function write({ store }: Context, minutes: Minute[]): Promise<void> {
  const client = new pg.Client({ connectionString: store.url });
  client.on("error", () => {});
  await client.connect();
  try {
    for (let done = 0; done < minutes.length; done += FLUSH_ROWS) {
      await flush(client, { minutes: minutes.slice(done, done + FLUSH_ROWS), bins: [] }, []);
    }
  } finally {
    await client.end();
  }
}
