import { z } from "zod";
import {
  CHANNEL_KINDS,
  type Channel,
  DELIVERY_TYPES,
  type Delivery,
  type QuietHours,
  WEBHOOK_SHAPES,
  type WebhookShape,
} from "@/lib/domain/channel";

const time = z.iso.datetime().describe("RFC 3339, UTC");

export const channelAnswer = z
  .strictObject({
    id: z.string(),
    kind: z.enum(CHANNEL_KINDS),
    name: z.string(),
    target: z.string().describe("What may be seen of it: an address, the host of a URL, the end of a routing key."),
    enabled: z.boolean(),
    confirmed: z.boolean().describe("Whether the address has agreed to be written to; true for the other kinds."),
    problem: z.string().describe("Why nothing goes there any more; empty where somebody turned it off."),
    shape: z.enum(WEBHOOK_SHAPES).nullable().describe("What a webhook is sent; null for the other kinds."),
    quiet_hours: z
      .strictObject({ from: z.string(), to: z.string(), zone: z.string() })
      .nullable()
      .describe("Local times between which nothing is delivered."),
    alerts: z.int().describe("How many alerts tell it."),
    created_at: time,
  })
  .meta({ id: "Channel" });

const secret = z.string().describe("What a webhook is signed with, by Standard Webhooks; shown this once.");

export const newChannelAnswer = channelAnswer.extend({ secret: secret.nullable() }).meta({ id: "NewChannel" });

export const rotatedChannelAnswer = channelAnswer.extend({ secret }).meta({ id: "RotatedChannel" });

export const deliveryAnswer = z
  .strictObject({
    id: z.string().describe("The same however often it is tried; a webhook's `webhook-id` is `msg_` and this."),
    channel_id: z.string(),
    channel_name: z.string(),
    type: z.enum(DELIVERY_TYPES),
    state: z.enum(["waiting", "held", "sent", "dead"]),
    alert_id: z.string().nullable(),
    alert_name: z.string(),
    stat_id: z.string().nullable(),
    stat_name: z.string(),
    incident_id: z.string().nullable(),
    reason: z.string(),
    created_at: time,
    next_at: time.nullable().describe("Not before then is it tried; null when it is settled."),
    attempts: z.int(),
    sent_at: time.nullable(),
    status: z.int().nullable().describe("What the receiver answered last; null when there was no answer."),
    problem: z.string(),
  })
  .meta({ id: "Delivery" });

type Shown = Channel & { shape: WebhookShape | null; alerts: number };

export function presentChannel(channel: Shown): z.infer<typeof channelAnswer> {
  const { id, kind, name, shown, disabledAt, confirmedAt, problem, shape, quiet, alerts, createdAt } = channel;
  return {
    id,
    kind,
    name,
    target: shown,
    enabled: disabledAt === null,
    confirmed: confirmedAt !== null,
    problem,
    shape,
    quiet_hours: quiet && presentQuietHours(quiet),
    alerts,
    created_at: createdAt.toISOString(),
  };
}

export function presentNewChannel<Secret extends string | null>(channel: Shown & { secret: Secret }) {
  return { ...presentChannel(channel), secret: channel.secret };
}

export function presentDelivery(delivery: Delivery): z.infer<typeof deliveryAnswer> {
  const { id, channelId, channelName, type, payload, state, createdAt, nextAt, attempts, sentAt, status, problem } =
    delivery;
  const { alert, stat, incidentId, reason } = payload;
  return {
    id,
    channel_id: channelId,
    channel_name: channelName,
    type,
    state,
    alert_id: alert.id || null,
    alert_name: alert.name,
    stat_id: stat.id || null,
    stat_name: stat.name,
    incident_id: incidentId,
    reason,
    created_at: createdAt.toISOString(),
    next_at: state === "waiting" || state === "held" ? nextAt.toISOString() : null,
    attempts,
    sent_at: sentAt?.toISOString() ?? null,
    status,
    problem,
  };
}

function presentQuietHours({ from, to, zone }: QuietHours) {
  return { from: clockTime(from), to: clockTime(to), zone };
}

function clockTime(minutes: number): string {
  return [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, "0")).join(":");
}
