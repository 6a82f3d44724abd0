import type { Context } from "@/lib/context";
import type { Told } from "@/lib/delivery/told";
import { nextTry } from "@/lib/domain/retry-schedule";
import { disableChannel } from "@/lib/interactors/channels/disable-channel";
import { log } from "@/lib/log";
import { lockChannel, type SealedChannel } from "@/lib/store/records/channels";
import {
  type DueDelivery,
  findFailingSince,
  findTurnedOn,
  markDead,
  markFailed,
  markSent,
} from "@/lib/store/records/deliveries";
import { type Transaction, transaction } from "@/lib/store/records/transaction";

const FAILS_AT_MOST_MS = 5 * 86_400_000;

/** Notes what came of telling deliveries of one channel, and returns how many were taken. */
export async function note(ctx: Context, channel: SealedChannel, due: DueDelivery[], told: Told): Promise<number> {
  const now = ctx.clock.now();
  const { outcome, status, problem } = told;
  if (outcome === "accepted") {
    await markSent(ctx.store.prisma, due, status, now);
    return due.length;
  }
  for (const { id, attempts } of due) {
    log().warn({ delivery: id, channel: channel.id, attempt: attempts, status, problem }, "a delivery was not taken");
  }
  const over = due.some((each) => isOver(each, told));
  await transaction(ctx.store, async (tx) => {
    // Before its deliveries, as whoever turns it off does: others may be settling some of them at this moment.
    if (over) await lockChannel(tx, null, channel.id);
    for (const each of due) await noteFailure(tx, each, told, now);
    if (outcome === "gone") await disableChannel(tx, ctx, channel.id, problem);
    else if (over) await disableIfHopeless(tx, ctx, channel, problem);
  });
  return 0;
}

async function noteFailure(tx: Transaction, due: DueDelivery, told: Told, now: Date): Promise<void> {
  const { status, problem, retryAfterSeconds } = told;
  const seconds = isOver(due, told) ? null : nextTry(due.attempts, Math.random(), retryAfterSeconds);
  if (seconds === null) await markDead(tx, [due], { status, problem });
  else await markFailed(tx, [due], { nextAt: new Date(now.getTime() + seconds * 1_000), status, problem });
}

/** There is no further try: it will never be taken, has been tried often enough, or was a test. */
function isOver({ type, attempts }: DueDelivery, { outcome }: Told): boolean {
  return outcome !== "later" || type === "alert.test" || nextTry(attempts, 0) === null;
}

/** Ends a channel of which nothing but failures came for five days. */
async function disableIfHopeless(tx: Transaction, ctx: Context, channel: SealedChannel, problem: string) {
  const { id, teamId } = channel;
  const since = await findFailingSince(tx, id, await findTurnedOn(tx, teamId, id));
  if (since !== null && since.getTime() <= ctx.clock.now().getTime() - FAILS_AT_MOST_MS) {
    await disableChannel(tx, ctx, id, `nothing was taken for five days; the last time ${problem}`);
  }
}
