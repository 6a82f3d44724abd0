import type { DeliveryPayload } from "@/lib/domain/channel";
import { createAlert } from "@/lib/interactors/alerts/create-alert";
import { createStat } from "@/lib/interactors/stats/create-stat";
import type { Store } from "@/lib/store/engine/store";
import { insertDeliveries } from "@/lib/store/records/deliveries";
import { asking, type Person, putMinute, type StoppedClock } from "./cast";

/** An alert of somebody's team over 500 in an hour, that has rung for ten minutes, and is told to these channels. */
export interface RingingAlert {
  /** Public ids. */
  id: string;
  statId: string;
  seriesId: bigint;
  incidentId: string;
  payload: DeliveryPayload;
  /** Puts what is told of it in line for its channels. */
  tell(change?: Partial<DeliveryPayload>): Promise<void>;
}

const TEN_MINUTES_MS = 600_000;

export async function ringingAlert(
  store: Store,
  clock: StoppedClock,
  owner: Person,
  { channelIds, name = "signups" }: { channelIds: string[]; name?: string },
): Promise<RingingAlert> {
  const ctx = asking(store, clock, owner.actor);
  const now = clock.now();
  const beganAt = new Date(now.getTime() - TEN_MINUTES_MS);
  const stat = await createStat(ctx, { name, kind: "counter" });
  for (const minute of [1, 2]) {
    const at = new Date(Math.floor(now.getTime() / 60_000 - minute) * 60_000);
    await putMinute(store, stat.seriesId, at.toISOString(), [406]);
  }
  const rule = {
    kind: "value",
    operator: "gt",
    threshold: 500,
    timeWindow: "1h",
    runbook: "Call Ada.\nThen Bob.",
  } as const;
  const { id, publicId, teamId } = await createAlert(ctx, { ...rule, statId: stat.id, channels: channelIds });
  const incident = await store.prisma.incident.create({
    data: { teamId, alertId: id, statId: stat.seriesId, rule: {}, beganAt, worst: 812 },
  });
  await store.prisma.alertStanding.updateMany({
    where: { alertId: id },
    data: { state: "firing", since: beganAt, firingSince: beganAt, incidentId: incident.id, toldAt: now },
  });
  const payload: DeliveryPayload = {
    type: "alert.triggered",
    timestamp: now.toISOString(),
    alert: { id: publicId, name: `${name}: over 500 in an hour`, rule: "over 500 in an hour", runbook: rule.runbook },
    stat: { id: stat.id, name, unit: "" },
    incidentId: incident.id,
    state: "firing",
    value: 812,
    threshold: 500,
    reason: "812 in an hour, over the threshold of 500.",
    beganAt: beganAt.toISOString(),
    endedAt: null,
    ringsInMonth: { own: 14, gentler: 3, gentlerRule: "over 700 in an hour" },
  };
  return {
    ...{ id: publicId, statId: stat.id, seriesId: stat.seriesId, incidentId: incident.id, payload },
    async tell(change = {}) {
      const told = { teamId, alertId: id, payload: { ...payload, ...change }, now: clock.now() };
      await store.prisma.$transaction((tx) => insertDeliveries(tx, told));
    },
  };
}
