import { setTimeout as pause } from "node:timers/promises";
import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { log } from "@/lib/log";
import { claimDeliveries, type DueDelivery } from "@/lib/store/records/deliveries";
import { deliver } from "./deliver";
import { counted, underWay } from "./under-way";

/** Longer than an attempt takes: three messages of a channel, one after the other. */
const LEASE_MS = 60_000;
/** Calls that wait cost little; each takes a connection of the database for a moment when it ends. */
const AT_ONCE = 64;
const OF_TEAM_AT_ONCE = 20;
const MOST_OF_TEAM = 5;
const MOST_OF_LANE = 5;
const MOST_OF_GROUP = 200;
/** While something is under way, how long until somebody looks for what has become due beside it. */
const LOOK_AGAIN_MS = 200;

/**
 * Tells what is due, many at a time, and returns how many deliveries were taken. Several workers may run it at once, and
 * be killed anywhere: a delivery is made again until somebody noted that it was taken, always under the same id. A
 * receiver that hangs keeps nobody else waiting; of one host five calls at the most are under way.
 */
export async function deliverDue(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const running = new Set<Promise<void>>();
  let delivered = 0;
  const begin = (due: DueDelivery[]) => {
    const work = deliverCounted(ctx, due).then((count) => {
      delivered += count;
      running.delete(work);
    });
    running.add(work);
  };
  try {
    for (;;) {
      if (!stopping?.aborted) await inTurn(async () => (await claim(ctx)).forEach(begin));
      if (running.size === 0) return delivered;
      await nextOrPause(running);
    }
  } finally {
    await Promise.all(running);
  }
}

/** What may be told now: each is one delivery, or those of one channel that may go out together. */
async function claim(ctx: Context): Promise<DueDelivery[][]> {
  const { all, lanes, fullTeams } = underWay(OF_TEAM_AT_ONCE);
  // Each channel that is chosen may take up the whole of its lane.
  const most = Math.floor((AT_ONCE - all) / MOST_OF_LANE);
  if (most <= 0) return [];
  const now = ctx.clock.now();
  const leaseEnd = new Date(now.getTime() + LEASE_MS);
  const limits = { most, mostOfTeam: MOST_OF_TEAM, mostOfLane: MOST_OF_LANE, mostOfGroup: MOST_OF_GROUP };
  const due = await claimDeliveries(ctx.store.prisma, { now, leaseEnd, lanes, fullTeams, ...limits });
  const together = new Map<string, DueDelivery[]>();
  for (const each of due) {
    const key = each.groupable ? each.channelId : each.id;
    together.set(key, [...(together.get(key) ?? []), each]);
  }
  return [...together.values()];
}

// In one process they look one after the other, so that each knows what the others have begun.
let turn: Promise<void> = Promise.resolve();

function inTurn(work: () => Promise<void>): Promise<void> {
  const mine = turn.then(work);
  turn = mine.catch(() => {});
  return mine;
}

/** Never rejects: what went wrong with one channel is no reason to stop telling the others. */
async function deliverCounted(ctx: Context, due: DueDelivery[]): Promise<number> {
  const [first] = due;
  if (first === undefined) return 0;
  try {
    return await counted(first, () => deliver(ctx, due));
  } catch (error) {
    log().error({ err: error, channel: first.channelId }, "deliveries were not settled; they are made again");
    return 0;
  }
}

/** Until one of them ends, or it is time to look again. */
async function nextOrPause(running: ReadonlySet<Promise<void>>): Promise<void> {
  const over = new AbortController();
  const patience = pause(LOOK_AGAIN_MS, undefined, { signal: over.signal }).catch(() => {});
  await Promise.race([...running, patience]);
  over.abort();
}
