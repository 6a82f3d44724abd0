import type { Context } from "@/lib/context";
import { sendPagerDuty } from "@/lib/delivery/pagerduty/send";
import { openTarget } from "@/lib/delivery/seal";
import { sendSlack } from "@/lib/delivery/slack/send";
import type { Telling, Told } from "@/lib/delivery/told";
import { sharedReach } from "@/lib/delivery/webhook/reach";
import { sendWebhook } from "@/lib/delivery/webhook/send";
import type { ChannelTarget, QuietHours } from "@/lib/domain/channel";
import { quietUntil } from "@/lib/domain/quiet-hours";
import { baseUrl } from "@/lib/env";
import { disableChannel } from "@/lib/interactors/channels/disable-channel";
import { log } from "@/lib/log";
import { findSealedChannel, type SealedChannel } from "@/lib/store/records/channels";
import { type DueDelivery, holdAttempts, markDead, markHeld, markSent } from "@/lib/store/records/deliveries";
import { findMemberAt } from "@/lib/store/records/quiet-people";
import { transaction } from "@/lib/store/records/transaction";
import { findPictures } from "./find-pictures";
import { note } from "./note";
import { queueAlertMail } from "./post-alert-mail";

/** So many may come one by one; more of a channel that wait at once go out as one. */
const MOST_APART = 3;
const LEFT = "nobody in the team has this address any more";

/**
 * Tells deliveries of one channel that have been taken for it, and notes what came of it. Returns how many were taken by
 * the receiver. Throws when that could not be noted: they are told again when the lease ends.
 */
export async function deliver(ctx: Context, due: DueDelivery[]): Promise<number> {
  const { prisma } = ctx.store;
  const channel = await findSealedChannel(prisma, due[0]?.channelId ?? "");
  if (channel === null) return 0;
  const obstacle = obstacleTo(channel);
  if (obstacle !== null) {
    await markDead(prisma, due, { status: null, problem: obstacle });
    return 0;
  }
  const target = openedTarget(channel);
  if (target === null) {
    const problem = "where it leads cannot be read: NEXTAUTH_SECRET is another than when it was saved";
    return note(ctx, channel, due, { outcome: "later", status: null, problem });
  }
  const member = target.kind === "email" ? await findMemberAt(prisma, channel.teamId, target.address) : null;
  if (target.kind === "email" && member === null && target.agreedAt === undefined) {
    await transaction(ctx.store, (tx) => disableChannel(tx, ctx, channel.id, LEFT));
    return 0;
  }
  const until = quietEnd([channel.quiet, member?.quiet ?? null], due, ctx.clock.now());
  if (until !== null) {
    await markHeld(prisma, due, until);
    return 0;
  }
  return tell(ctx, channel, target, due);
}

function obstacleTo({ disabledAt, confirmedAt }: SealedChannel): string | null {
  if (disabledAt !== null) return "the channel is off";
  return confirmedAt === null ? "the address has not agreed to be written to" : null;
}

function openedTarget({ id, sealed }: SealedChannel): ChannelTarget | null {
  try {
    return openTarget(sealed, id);
  } catch (error) {
    log().error({ err: error, channel: id }, "a channel cannot be opened");
    return null;
  }
}

/** When the last of the quiet hours ends that it is now; null when it is none, and for a test. */
function quietEnd(quiet: (QuietHours | null)[], due: DueDelivery[], now: Date): Date | null {
  if (due.every(isTest)) return null;
  const moment = Math.floor(now.getTime() / 1_000);
  const ends = quiet.flatMap((each) => (each === null ? [] : (quietUntil(each, moment) ?? [])));
  return ends.length === 0 ? null : new Date(Math.max(...ends) * 1_000);
}

async function tell(ctx: Context, channel: SealedChannel, target: ChannelTarget, due: DueDelivery[]): Promise<number> {
  const telling = { now: ctx.clock.now(), site: baseUrl(), reach: sharedReach() };
  switch (target.kind) {
    case "email":
      return handToMail(ctx, channel, target.address, due);
    case "slack": {
      const pictures = await findPictures(ctx, due, telling.site);
      return eachGroup(due, async (group) =>
        note(ctx, channel, group, await sendSlack(target, group, { ...telling, pictures })),
      );
    }
    default:
      return eachAlone(due, async (one) => note(ctx, channel, [one], await sendAlone(target, one, telling)));
  }
}

function sendAlone(
  target: Extract<ChannelTarget, { kind: "webhook" | "pagerduty" }>,
  delivery: DueDelivery,
  telling: Telling,
): Promise<Told> {
  return target.kind === "webhook" ? sendWebhook(target, delivery, telling) : sendPagerDuty(target, delivery, telling);
}

/** Mail has an outbox of its own: what is put in line there in this transaction goes out exactly once. */
async function handToMail(ctx: Context, channel: SealedChannel, address: string, due: DueDelivery[]): Promise<number> {
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const ours = await holdAttempts(tx, due);
    for (const deliveries of groupsOf(ours)) await queueAlertMail(tx, { channel, address, deliveries }, now);
    await markSent(tx, ours, null, now);
    return ours.length;
  });
}

async function eachGroup(due: DueDelivery[], work: (group: DueDelivery[]) => Promise<number>): Promise<number> {
  let sent = 0;
  for (const group of groupsOf(due)) sent += await work(group);
  return sent;
}

async function eachAlone(due: DueDelivery[], work: (one: DueDelivery) => Promise<number>): Promise<number> {
  const sent = await Promise.all(due.map(work));
  return sent.reduce((sum, count) => sum + count, 0);
}

/** Many at once go out as one, and so does what quiet hours held back: it may have been resolved meanwhile. */
function groupsOf(due: DueDelivery[]): DueDelivery[][] {
  const asOne = due.length > MOST_APART || (due.length > 1 && due.some(({ wasHeld }) => wasHeld));
  return asOne ? [due] : due.map((each) => [each]);
}

function isTest({ type }: DueDelivery): boolean {
  return type === "alert.test";
}
