import { type Telling, type Told, toldBy } from "@/lib/delivery/told";
import { postSafely } from "@/lib/delivery/webhook/post-safely";
import type { Reach } from "@/lib/delivery/webhook/reach";
import type { ChannelTarget, Delivery } from "@/lib/domain/channel";
import { env } from "@/lib/env";
import { pagerDutyEvent } from "./event";

type PagerDutyTarget = Extract<ChannelTarget, { kind: "pagerduty" }>;

const PAGERDUTY = "https://events.pagerduty.com";

/** Sends a delivery to PagerDuty. A test rings, and is resolved at once. */
export async function sendPagerDuty(
  { routingKey }: PagerDutyTarget,
  { id: deliveryId, payload }: Delivery,
  { site, reach }: Telling,
): Promise<Told> {
  const means = { routingKey, deliveryId, site };
  const told = await post(pagerDutyEvent(payload, means), reach);
  if (payload.type === "alert.test" && told.outcome === "accepted") {
    await post(pagerDutyEvent(payload, { ...means, action: "resolve" }), reach);
  }
  return told;
}

/** By https://developer.pagerduty.com/docs/events-api-v2/overview: 400 is about the event, and stays so. */
async function post(event: object, reach: Reach): Promise<Told> {
  const other = env().PAGERDUTY_BASE_URL;
  const url = `${(other || PAGERDUTY).replace(/\/+$/, "")}/v2/enqueue`;
  const call = { headers: { "Content-Type": "application/json" }, body: JSON.stringify(event) };
  // Where another server takes the events, whoever runs this one chose it.
  const told = toldBy(await postSafely(url, call, other ? { ...reach, anywhere: true } : reach));
  return told.status === 400 ? { ...told, outcome: "refused", problem: "it answers 400: no such routing key" } : told;
}
