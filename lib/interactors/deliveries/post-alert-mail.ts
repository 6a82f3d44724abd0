import type { Channel, Delivery, DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { queueMail } from "@/lib/store/records/mails";
import type { Transaction } from "@/lib/store/records/transaction";

/** As many as a mail holds before mail programs cut it off. */
const MOST_TOLD = 30;
const URGENCY: DeliveryType[] = [
  "alert.triggered",
  "alert.reminder",
  "alert.no_data",
  "alert.acknowledged",
  "alert.resolved",
  "alert.test",
];

/**
 * Puts what a channel is to be told into one mail to its address, in the transaction that marks these deliveries, one or
 * more, as handed over. Of an incident that came and went only the last is said. When the mail turns out not to reach
 * anybody, the deliveries are marked as failed (`failMailedDeliveries`).
 */
export async function queueAlertMail(
  tx: Transaction,
  {
    channel,
    address,
    deliveries,
  }: { channel: Pick<Channel, "id" | "teamId">; address: string; deliveries: Pick<Delivery, "id" | "payload">[] },
  now: Date,
): Promise<void> {
  const payloads = latestOfEach(deliveries.map(({ payload }) => payload));
  const [only, ...others] = payloads;
  if (only === undefined) return;
  const about = { channelId: channel.id, deliveryIds: deliveries.map(({ id }) => id) };
  const more = Math.max(0, payloads.length - MOST_TOLD);
  await queueMail(
    tx,
    {
      content:
        others.length === 0
          ? { kind: "alert", ...about, payload: only }
          : { kind: "alert_digest", ...about, payloads: payloads.slice(0, MOST_TOLD), more },
      recipient: address,
      teamId: channel.teamId,
    },
    now,
  );
}

/** What needs somebody first; within that the order in which they were first told of. */
function latestOfEach(payloads: DeliveryPayload[]): DeliveryPayload[] {
  const latest = new Map<string, DeliveryPayload>();
  for (const [at, payload] of payloads.entries()) {
    const key = payload.incidentId ?? String(at);
    const before = latest.get(key);
    if (before === undefined || before.timestamp <= payload.timestamp) latest.set(key, payload);
  }
  return [...latest.values()].sort((one, other) => URGENCY.indexOf(one.type) - URGENCY.indexOf(other.type));
}
