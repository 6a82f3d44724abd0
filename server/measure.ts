import { HOUSE_STATS, HOUSE_TEAM_ID, type HouseStat } from "@/lib/domain/house";
import type { HousePoint, Ingest, IngestCounts } from "@/lib/ingest/ingest";
import { log } from "@/lib/log";

const EVERY_MS = 10_000;
const FIRST_AFTER_MS = 1_000;

/**
 * Records soon and then every ten seconds, as stats of the house, what this process's ingest did since the last time. Returns what
 * stops it. A round that fails is told in the next one.
 */
export function measure(ingest: Ingest): () => void {
  let before = ingest.counts();
  let own = 0;
  const round = async () => {
    const now = ingest.counts();
    const points = housePoints(before, now, own);
    try {
      await ingest.record(HOUSE_TEAM_ID, points);
      before = now;
      own = points.length;
    } catch (error) {
      log().warn({ err: error }, "the house could not record its own numbers");
    }
  };
  const first = setTimeout(() => void round(), FIRST_AFTER_MS);
  const timer = setInterval(() => void round(), EVERY_MS);
  return () => {
    clearTimeout(first);
    clearInterval(timer);
  };
}

/** What happened between two counts, without the points (`own` of them) that telling of it took. */
export function housePoints(before: IngestCounts, now: IngestCounts, own: number): HousePoint[] {
  const flushes = now.flushes - before.flushes;
  const flushTime = now.flushMilliseconds - before.flushMilliseconds;
  return [
    housePoint("points", Math.max(0, now.points - before.points - own)),
    housePoint("requests", now.requests - before.requests),
    ...(flushes > 0 ? [housePoint("flush", flushTime / flushes)] : []),
    housePoint("memory", process.memoryUsage.rss() / 2 ** 20),
  ];
}

/** Records one number of the house's own; one that cannot be stored is told in the log and dropped. */
export async function tellHouse(ingest: Ingest, stat: HouseStat, amount: number): Promise<void> {
  try {
    await ingest.record(HOUSE_TEAM_ID, [housePoint(stat, amount)]);
  } catch (error) {
    log().warn({ err: error, stat }, "the house could not record its own number");
  }
}

function housePoint(stat: HouseStat, amount: number): HousePoint {
  const { name, kind } = HOUSE_STATS[stat];
  return { stat: name, kind, amount };
}
