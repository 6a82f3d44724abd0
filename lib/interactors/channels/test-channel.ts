import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageChannels } from "@/lib/domain/can";
import type { Channel, Delivery, DeliveryPayload } from "@/lib/domain/channel";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { deliverTaken } from "@/lib/interactors/deliveries/deliver-taken";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { countTests, findDelivery, insertTaken } from "@/lib/store/records/deliveries";
import { transaction } from "@/lib/store/records/transaction";
import { findChannelLocked, noSuchChannel } from "./find-channel";

const MINUTE_MS = 60_000;
const MOST_A_MINUTE = 10;
/** Longer than the one try takes. */
const LEASE_MS = 60_000;

const schema = z.strictObject({ id: z.string() });

/**
 * Tells a channel that this is a test, at once, whatever the hour, and returns the delivery with what came of it: a mail
 * is `sent` when it is in line. A test that fails is not tried again. Throws `not_found`, `conflict` for a channel that is
 * off or has not agreed, `limited` for more than ten tests a minute.
 */
export async function testChannel(ctx: Context, input: z.input<typeof schema>): Promise<Delivery> {
  const { teamId } = permit(ctx.actor, canManageChannels);
  const { id } = parseInput(schema, input);
  const now = ctx.clock.now();
  const taken = await transaction(ctx.store, async (tx) => {
    const channel = await findChannelLocked(tx, teamId, id);
    refuseClosed(channel);
    if ((await countTests(tx, teamId, new Date(now.getTime() - MINUTE_MS))) >= MOST_A_MINUTE) {
      const detail = `a team may test ${MOST_A_MINUTE} times a minute`;
      throw new Refusal("limited", detail, { retryAfterSeconds: MINUTE_MS / 1_000 });
    }
    const subject = { kind: "channel" as const, id, name: channel.name };
    await audit(tx, ctx, { action: "channel.tested", subject, teamId });
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    return insertTaken(tx, { channelId: id, payload: testPayload(channel, now), now, leaseEnd });
  });
  await deliverTaken(ctx, taken);
  const tried = await findDelivery(ctx.store.prisma, teamId, taken.id);
  if (tried === null) throw noSuchChannel();
  return tried;
}

function refuseClosed({ disabledAt, confirmedAt }: Channel): void {
  if (disabledAt !== null) throw new Refusal("conflict", "this channel is off; turn it on first");
  if (confirmedAt === null) throw new Refusal("conflict", "this address has not agreed to be written to yet");
}

function testPayload({ name }: Channel, now: Date): DeliveryPayload {
  return {
    type: "alert.test",
    timestamp: now.toISOString(),
    alert: { id: "", name, rule: "a test", runbook: "" },
    stat: { id: "", name: "", unit: "" },
    incidentId: null,
    state: "ok",
    value: null,
    threshold: null,
    reason: "This is a test: alerts reach this channel. There is nothing to do.",
    beganAt: null,
    endedAt: null,
    ringsInMonth: null,
  };
}
