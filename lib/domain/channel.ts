/** The ways out. Closed: each is a folder of lib/delivery. */
export const CHANNEL_KINDS = ["email", "webhook", "slack", "pagerduty"] as const;
export type ChannelKind = (typeof CHANNEL_KINDS)[number];

/** What a webhook is sent: a body by Standard Webhooks, or one that reads as Alertmanager's. */
export const WEBHOOK_SHAPES = ["standard", "alertmanager"] as const;
export type WebhookShape = (typeof WEBHOOK_SHAPES)[number];

/** Where a channel leads. Sealed in the database, never shown again and never logged. */
export type ChannelTarget =
  /** `agreedAt`, RFC 3339: somebody outside the team agreed; absent where it is written to as a member's. */
  | { kind: "email"; address: string; agreedAt?: string }
  /** `secrets` are `whsec_…`, the newest first: for a day from `rotatedAt`, RFC 3339, the one before it signs too. */
  | { kind: "webhook"; url: string; secrets: string[]; rotatedAt?: string; shape: WebhookShape }
  | { kind: "slack"; url: string }
  | { kind: "pagerduty"; routingKey: string };

/** Local times between which nothing is delivered; what happens then is told when they end. */
export interface QuietHours {
  /** Minutes after local midnight; `from` may be later than `to`. */
  from: number;
  to: number;
  /** IANA zone. */
  zone: string;
}

/** The most ways out that a team may have. */
export const MAX_CHANNELS = 50;

/** Where a team is told. */
export interface Channel {
  id: string;
  teamId: string;
  kind: ChannelKind;
  name: string;
  /** What may be seen of the target: the address, or the host of the URL. */
  shown: string;
  quiet: QuietHours | null;
  /** Null for an address of somebody who has not yet agreed to be written to. */
  confirmedAt: Date | null;
  /** Nothing goes there any more; `problem` says why. */
  disabledAt: Date | null;
  problem: string;
  createdAt: Date;
}

export const DELIVERY_TYPES = [
  "alert.triggered",
  "alert.reminder",
  "alert.acknowledged",
  "alert.resolved",
  "alert.no_data",
  "alert.test",
] as const;
export type DeliveryType = (typeof DELIVERY_TYPES)[number];

export type DeliveryState = "waiting" | "held" | "sent" | "dead";

/** What is told of an alert, fixed when it happened: plain values, so that every try says the same. */
export interface DeliveryPayload {
  type: DeliveryType;
  /** RFC 3339: the moment it is about. */
  timestamp: string;
  alert: { id: string; name: string; rule: string; runbook: string };
  stat: { id: string; name: string; unit: string };
  /** Null for a test. */
  incidentId: string | null;
  state: string;
  value: number | null;
  threshold: number | null;
  /** A sentence: what was found and what it was judged by. */
  reason: string;
  /** RFC 3339; null while it lasts. */
  beganAt: string | null;
  endedAt: string | null;
  /** How often this rule, and a gentler one, would have rung in the last 30 days; null where that is not known. */
  ringsInMonth: { own: number; gentler: number | null; gentlerRule: string | null } | null;
}

/** One thing to be told to one channel. Its id stays the same however often it is tried. */
export interface Delivery {
  id: string;
  channelId: string;
  channelName: string;
  type: DeliveryType;
  payload: DeliveryPayload;
  state: DeliveryState;
  createdAt: Date;
  nextAt: Date;
  attempts: number;
  sentAt: Date | null;
  /** The HTTP status of the last try; null when there was no answer. */
  status: number | null;
  problem: string;
}
