import { type Telling, type Told, toldBy } from "@/lib/delivery/told";
import type { ChannelTarget, Delivery } from "@/lib/domain/channel";
import { webhookBody } from "./body";
import { postSafely } from "./post-safely";
import { signatureHeaders } from "./signature";

type WebhookTarget = Extract<ChannelTarget, { kind: "webhook" }>;

const BOTH_SIGN_MS = 24 * 3_600_000;

/**
 * Sends a delivery to a webhook, signed by Standard Webhooks. However often it is tried, its `webhook-id` and its body
 * are the same.
 */
export async function sendWebhook(target: WebhookTarget, delivery: Delivery, telling: Telling): Promise<Told> {
  const { now, site, reach } = telling;
  const body = webhookBody(delivery.payload, { shape: target.shape, receiver: delivery.channelName, site });
  const signature = signatureHeaders({ id: `msg_${delivery.id}`, body, secrets: signingSecrets(target, now) }, now);
  const headers = { "Content-Type": "application/json; charset=utf-8", ...signature };
  return toldBy(await postSafely(target.url, { headers, body }, reach));
}

/** The newest secret, and for a day after it came the one before. */
export function signingSecrets({ secrets, rotatedAt }: WebhookTarget, now: Date): string[] {
  const both = rotatedAt !== undefined && now.getTime() < Date.parse(rotatedAt) + BOTH_SIGN_MS;
  return secrets.slice(0, both ? 2 : 1);
}
