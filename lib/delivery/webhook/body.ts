import { createHash } from "node:crypto";
import { headline, pageOf } from "@/lib/delivery/alert-lines";
import type { DeliveryPayload, WebhookShape } from "@/lib/domain/channel";

/** What a webhook is sent, the same text on every try. `receiver` is what the team calls the channel. */
export function webhookBody(
  payload: DeliveryPayload,
  { shape, receiver, site }: { shape: WebhookShape; receiver: string; site: string },
): string {
  return JSON.stringify(shape === "standard" ? standardBody(payload, site) : alertmanagerBody(payload, receiver, site));
}

function standardBody(payload: DeliveryPayload, site: string) {
  const { type, timestamp, alert, stat, ringsInMonth } = payload;
  return {
    type,
    timestamp,
    data: {
      alert,
      stat,
      incident_id: payload.incidentId,
      state: payload.state,
      value: payload.value,
      threshold: payload.threshold,
      reason: payload.reason,
      began_at: payload.beganAt,
      ended_at: payload.endedAt,
      rings_in_month: ringsInMonth && {
        own: ringsInMonth.own,
        gentler: ringsInMonth.gentler,
        gentler_rule: ringsInMonth.gentlerRule,
      },
      url: pageOf(payload, site),
    },
  };
}

/** While it lasts, as Alertmanager has it. */
const NOT_ENDED = "0001-01-01T00:00:00Z";

/** By https://prometheus.io/docs/alerting/latest/configuration/#webhook_config, with one alert in its group. */
function alertmanagerBody(payload: DeliveryPayload, receiver: string, site: string) {
  const { type, timestamp, alert, stat, reason, beganAt, endedAt, value, threshold } = payload;
  const status = type === "alert.resolved" ? "resolved" : "firing";
  const labels = { alertname: alert.name || alert.rule, alert_id: alert.id, stat: stat.name, stat_id: stat.id };
  const annotations = {
    summary: headline(payload),
    description: reason,
    ...(value === null ? {} : { value: String(value) }),
    ...(threshold === null ? {} : { threshold: String(threshold) }),
    ...(alert.runbook === "" ? {} : { runbook: alert.runbook }),
  };
  const group = `${alert.id}/${stat.id}`;
  return {
    version: "4",
    groupKey: group,
    truncatedAlerts: 0,
    status,
    receiver,
    groupLabels: { alertname: labels.alertname },
    commonLabels: labels,
    commonAnnotations: annotations,
    externalURL: site,
    alerts: [
      {
        status,
        labels,
        annotations,
        startsAt: beganAt ?? timestamp,
        endsAt: status === "resolved" ? (endedAt ?? timestamp) : NOT_ENDED,
        generatorURL: pageOf(payload, site),
        fingerprint: createHash("sha256").update(group).digest("hex").slice(0, 16),
      },
    ],
  };
}
