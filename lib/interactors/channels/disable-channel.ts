import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { changeChannel, findOwners, lockChannel } from "@/lib/store/records/channels";
import { dropWaiting } from "@/lib/store/records/deliveries";
import { queueMail } from "@/lib/store/records/mails";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * Ends a channel, because of what came of it or because whoever is told by it wants no more: what waits for it is given
 * up, and the owners of its team are told by mail, once, why. False when it was off or is gone.
 */
export async function disableChannel(tx: Transaction, ctx: Context, id: string, problem: string): Promise<boolean> {
  const channel = await lockChannel(tx, null, id);
  if (channel === null || channel.disabledAt !== null) return false;
  const { teamId, name, kind: channelKind, shown } = channel;
  const now = ctx.clock.now();
  await changeChannel(tx, id, { disabledAt: now, problem });
  await dropWaiting(tx, id, "the channel is off");
  await audit(tx, ctx, {
    action: "channel.changed",
    subject: { kind: "channel", id, name },
    detail: { enabled: false, problem },
    teamId,
  });
  const { team, owners } = await findOwners(tx, teamId);
  const content = { kind: "channel_disabled" as const, team, channel: name, channelKind, shown, problem };
  for (const { userId, email } of owners) await queueMail(tx, { content, recipient: email, teamId, userId }, now);
  return true;
}
