import { setImmediate as giveWay } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { bucketBounds } from "@/lib/domain/time";
import { hourlyPoints, learnUsual, USUAL_WEEKS } from "@/lib/domain/usual";
import { permitJob } from "@/lib/interactors/permit-job";
import type { Store } from "@/lib/store/engine/store";
import { findLearnable, keepUsual, type LearnableStat } from "@/lib/store/records/usual";
import { type BucketRow, readBuckets } from "@/lib/store/series/read-buckets";
import { shareWatchBudget } from "./share-watch-budget";

const STATS = 400;
const STATS_AT_ONCE = 10;
const DAY_MS = 86_400_000;
const WEEK_SECONDS = 604_800;

/**
 * Learns what is usual for the stats that are watched for it, each once a day and soon after it is watched, and shares
 * the budgets of their teams anew. Returns how many stats; what several workers learn at once is the same.
 */
export async function learnWhatIsUsual(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now();
  const due = await findLearnable(ctx.store.pool, { before: new Date(now.getTime() - DAY_MS), most: STATS });
  const teams = new Set<string>();
  let learned = 0;
  for (const batch of batches(due)) {
    if (stopping?.aborted) break;
    await learn(ctx.store, batch, now);
    for (const { teamId } of batch) teams.add(teamId);
    learned += batch.length;
  }
  for (const teamId of teams) await shareWatchBudget(ctx.store, teamId);
  return learned;
}

/** Stats of one zone, whose hours begin at the same moments. */
function batches(stats: LearnableStat[]): LearnableStat[][] {
  const zones = [...new Set(stats.map(({ zone }) => zone))];
  return zones.flatMap((zone) => {
    const those = stats.filter((each) => each.zone === zone);
    return Array.from({ length: Math.ceil(those.length / STATS_AT_ONCE) }, (_, i) =>
      those.slice(i * STATS_AT_ONCE, (i + 1) * STATS_AT_ONCE),
    );
  });
}

async function learn({ pool }: Store, stats: LearnableStat[], now: Date): Promise<void> {
  const [{ zone }] = stats as [LearnableStat];
  const bounds = wholeHours(now, zone);
  const rows = await readBuckets(pool, { seriesIds: stats.map(({ seriesId }) => seriesId), bounds });
  const received = new Map(stats.map(({ seriesId }) => [seriesId, [] as BucketRow[]]));
  for (const row of rows) received.get(row.seriesId)?.push(row);
  const learned: Parameters<typeof keepUsual>[1] = [];
  for (const { seriesId, kind, shared } of stats) {
    const points = hourlyPoints(kind, bounds, received.get(seriesId) ?? []);
    learned.push({ ...learnUsual(points, zone, 0), seriesId, shared });
    // Some hundredths of a second for each: whoever judges alerts in this process does not wait for all of them.
    await giveWay();
  }
  await keepUsual(pool, learned, now);
}

/** The bounds of the hours that have passed, by the clocks of the zone. */
function wholeHours(now: Date, zone: string): number[] {
  const moment = now.getTime() / 1_000;
  const bounds = bucketBounds(moment - USUAL_WEEKS * WEEK_SECONDS, moment, "1h", zone);
  return bounds.filter((bound) => bound <= moment);
}
