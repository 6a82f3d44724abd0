import { randomUUID } from "node:crypto";
import { sealTarget } from "@/lib/delivery/seal";
import type { Reach } from "@/lib/delivery/webhook/reach";
import type { Channel, ChannelTarget, DeliveryPayload, QuietHours } from "@/lib/domain/channel";
import type { Store } from "@/lib/store/engine/store";
import { insertChannel } from "@/lib/store/records/channels";
import { insertDeliveries } from "@/lib/store/records/deliveries";

/** For tests of ways out: any address, and no name is looked up. */
export const ANYWHERE: Reach = {
  anywhere: true,
  ports: [443],
  ownHosts: [],
  patienceMs: 2_000,
  resolve: async () => ["127.0.0.1"],
};

export const SECRET = `whsec_${Buffer.from("a secret of the tests, 32 bytes.").toString("base64")}`;

/** A channel that is on and has agreed, whatever it leads to: nothing is checked. */
export async function putChannel(
  store: Store,
  teamId: string,
  target: ChannelTarget,
  {
    now,
    shown,
    quiet = null,
    name = target.kind,
  }: { now: Date; shown?: string; quiet?: QuietHours | null; name?: string },
): Promise<Channel> {
  const { kind } = target;
  const seen = kind === "email" ? target.address : "example.com";
  const fresh = { teamId, kind, name, shown: shown ?? seen, quiet, confirmedAt: now };
  return store.prisma.$transaction((tx) => insertChannel(tx, fresh, (id) => sealTarget(target, id), now));
}

/** An alert of the team, on nothing, that tells these channels; its id. */
export async function putAlert(store: Store, teamId: string, channels: Pick<Channel, "id">[]): Promise<string> {
  const { id } = await store.prisma.alert.create({
    data: {
      publicId: randomUUID(),
      teamId,
      pattern: "*",
      kind: "value",
      condition: { kind: "value", operator: "gt", threshold: 1 },
      timeWindow: "1h",
      channels: { create: channels.map((channel) => ({ channelId: channel.id })) },
    },
  });
  return id;
}

export function payloadOf(change: Partial<DeliveryPayload> = {}): DeliveryPayload {
  return {
    type: "alert.triggered",
    timestamp: "2026-11-23T14:32:00.000Z",
    alert: { id: "alRt01", name: "Orders", rule: "over 500 in an hour", runbook: "Call the shop." },
    stat: { id: "stAt01", name: "orders", unit: "orders" },
    incidentId: randomUUID(),
    state: "firing",
    value: 512,
    threshold: 500,
    reason: "512 orders in the last hour, over 500.",
    beganAt: "2026-11-23T14:32:00.000Z",
    endedAt: null,
    ringsInMonth: { own: 3, gentler: 1, gentlerRule: "over 750 in an hour" },
    ...change,
  };
}

/** Puts in line what an alert tells; returns how many channels are told. */
export async function tells(
  store: Store,
  {
    teamId,
    alertId,
    now,
    payload = payloadOf(),
  }: { teamId: string; alertId: string; now: Date; payload?: DeliveryPayload },
): Promise<number> {
  return store.prisma.$transaction((tx) => insertDeliveries(tx, { teamId, alertId, payload, now }));
}
