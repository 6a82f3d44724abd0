import { secondsWords } from "@/lib/domain/alert-words";
import type { DeliveryPayload } from "@/lib/domain/channel";
import { nextTry } from "@/lib/domain/retry-schedule";

/** What the examples tell of. */
export const EXAMPLE: DeliveryPayload = {
  type: "alert.triggered",
  timestamp: "2026-05-04T09:10:00.000Z",
  alert: { id: "aB3x", name: "", rule: "over 500 orders in an hour", runbook: "Look at the queue first." },
  stat: { id: "Q1w2", name: "orders", unit: "orders" },
  incidentId: "01970a8e-5c1f-7d54-9b0e-2f6b4c1d8e90",
  state: "firing",
  value: 512,
  threshold: 500,
  reason: "512 orders in an hour, over the threshold of 500.",
  beganAt: "2026-05-04T09:10:00.000Z",
  endedAt: null,
  ringsInMonth: { own: 3, gentler: 1, gentlerRule: "over 600 orders in an hour" },
};

/** The body by Standard Webhooks, as people read it. */
export function standardExample(site: string): string {
  const { type, timestamp, alert, stat, incidentId, state, value, threshold, reason } = EXAMPLE;
  return pretty({
    type,
    timestamp,
    data: {
      ...{ alert, stat, incident_id: incidentId, state, value, threshold, reason },
      began_at: EXAMPLE.beganAt,
      ended_at: EXAMPLE.endedAt,
      rings_in_month: { own: 3, gentler: 1, gentler_rule: "over 600 orders in an hour" },
      url: page(site),
    },
  });
}

/** The same as Alertmanager would send it, to a channel called "on call". */
export function alertmanagerExample(site: string): string {
  const { alert, stat, reason } = EXAMPLE;
  const labels = { alertname: alert.rule, alert_id: alert.id, stat: stat.name, stat_id: stat.id };
  const annotations = {
    summary: "Alert: orders over 500 orders in an hour",
    ...{ description: reason, value: "512", threshold: "500", runbook: alert.runbook },
  };
  return pretty({
    ...{ version: "4", groupKey: "aB3x/Q1w2", truncatedAlerts: 0, status: "firing", receiver: "on call" },
    ...{ groupLabels: { alertname: alert.rule }, commonLabels: labels, commonAnnotations: annotations },
    externalURL: site,
    alerts: [
      {
        ...{ status: "firing", labels, annotations },
        ...{ startsAt: EXAMPLE.beganAt, endsAt: "0001-01-01T00:00:00Z", generatorURL: page(site) },
        fingerprint: "d68cfc81682f7dff",
      },
    ],
  });
}

/** The tries of a delivery: how long after the one before, at the least. */
export function retryRows(): [name: string, meaning: string][] {
  const rows: [string, string][] = [["1", "at once"]];
  for (let failed = 1; ; failed++) {
    const pause = nextTry(failed, 0);
    if (pause === null) return rows;
    rows.push([String(failed + 1), `${secondsWords(pause)} later`]);
  }
}

function page(site: string): string {
  return `${site}/alerts/incidents/${EXAMPLE.incidentId}`;
}

function pretty(body: object): string {
  return JSON.stringify(body, null, 2);
}
