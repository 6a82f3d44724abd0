import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import type { Channel } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { actorName } from "@/lib/interactors/people/actor-name";
import { countConfirmMails, findOwners } from "@/lib/store/records/channels";
import { queueMail } from "@/lib/store/records/mails";
import type { Transaction } from "@/lib/store/records/transaction";

const DAY_MS = 86_400_000;
const MOST_TO_ADDRESS = 3;
const MOST_OF_TEAM = 20;

/**
 * Asks the address of a channel by mail whether it agrees to be written to. Throws `limited` when it was asked three times
 * within a day, by whomever, or the team asked twenty times: nobody is to be written to again and again by strangers.
 */
export async function askAddress(tx: Transaction, ctx: Context, actor: TeamActor, channel: Channel): Promise<void> {
  const { id: channelId, teamId, shown: recipient } = channel;
  const now = ctx.clock.now();
  const since = new Date(now.getTime() - DAY_MS);
  const asked = await countConfirmMails(tx, { recipient }, since);
  if (asked >= MOST_TO_ADDRESS || (await countConfirmMails(tx, { teamId }, since)) >= MOST_OF_TEAM) {
    const detail = "this address, or too many, were asked today whether they agree; try again tomorrow";
    throw new Refusal("limited", detail, { retryAfterSeconds: DAY_MS / 1_000 });
  }
  const { team } = await findOwners(tx, teamId);
  const content = { kind: "channel_confirm" as const, channelId, team, by: await actorName(tx, actor) };
  await queueMail(tx, { content, recipient, teamId }, now);
}
