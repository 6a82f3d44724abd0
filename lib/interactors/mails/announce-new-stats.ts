import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { queueMail } from "@/lib/store/records/mails";
import {
  findNewStats,
  findStatWatchers,
  findUntoldTeams,
  markStatsTold,
  type UntoldTeam,
} from "@/lib/store/records/new-stats";
import { transaction } from "@/lib/store/records/transaction";

const TEAMS = 100;
const NAMED = 20;
/** Whoever starts something new sends more than one name: they go into one mail. */
const GATHER_MS = 60_000;
/** Longer than it takes to commit a stat that is being made, so that none is passed over. */
const SETTLED_MS = 10_000;
const AT_MOST_EVERY_MS = 3_600_000;

/**
 * Tells the people who want to know of stats that came into being by their first number: a minute after the first of
 * them, in one mail, and not again within the hour. Returns how many mails were put in line; several workers may run it
 * at once.
 */
export async function announceNewStats(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  const now = ctx.clock.now().getTime();
  const before = new Date(now - GATHER_MS);
  const mailedAfter = new Date(now - AT_MOST_EVERY_MS);
  let mails = 0;
  for (const team of await findUntoldTeams(ctx.store.prisma, { before, mailedAfter, most: TEAMS })) {
    if (stopping?.aborted) break;
    mails += await announce(ctx, team);
  }
  return mails;
}

async function announce(ctx: Context, team: UntoldTeam): Promise<number> {
  const now = ctx.clock.now();
  const until = new Date(now.getTime() - SETTLED_MS);
  return transaction(ctx.store, async (tx) => {
    const { first, more, newestAt } = await findNewStats(tx, team, { until, most: NAMED });
    if (!(await markStatsTold(tx, team, newestAt)) || first.length === 0) return 0;
    const content = { kind: "new_stats" as const, team: team.name, stats: first, more };
    const watchers = await findStatWatchers(tx, team.id);
    for (const { userId, email } of watchers) {
      await queueMail(tx, { content, recipient: email, teamId: team.id, userId }, now);
    }
    return watchers.length;
  });
}
