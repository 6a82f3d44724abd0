import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageAlerts } from "@/lib/domain/can";
import type { Delivery } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findChannel } from "@/lib/store/records/channels";
import { findDelivery, lockDelivery, putInLineAgain } from "@/lib/store/records/deliveries";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ id: z.string() });

/**
 * Puts a delivery that was given up, or was sent, in line once more: it goes out with the same id and the same words, at
 * another time. Throws `not_found`, and `conflict` for one that is on its way and for a channel that is off.
 */
export async function replayDelivery(ctx: Context, input: z.input<typeof schema>): Promise<Delivery> {
  const { teamId } = permit(ctx.actor, canManageAlerts);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const delivery = z.uuid().safeParse(id).success ? await lockDelivery(tx, teamId, id) : null;
    if (delivery === null) throw new Refusal("not_found", "there is no such delivery");
    const { state, channelId, channelName, type } = delivery;
    if (state === "waiting" || state === "held") throw new Refusal("conflict", "this delivery is on its way");
    const channel = await findChannel(tx, teamId, channelId);
    if (channel?.disabledAt !== null) throw new Refusal("conflict", "its channel is off; turn it on first");
    await putInLineAgain(tx, id, ctx.clock.now());
    const subject = { kind: "delivery" as const, id, name: `${type} to ${channelName}` };
    await audit(tx, ctx, { action: "delivery.replayed", subject, teamId });
    return (await findDelivery(tx, teamId, id)) ?? delivery;
  });
}
