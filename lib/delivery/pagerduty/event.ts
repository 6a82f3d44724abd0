import { headline, pageOf } from "@/lib/delivery/alert-lines";
import type { DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { shortLine } from "@/lib/domain/one-line";

const LONGEST_SUMMARY = 1_024;

type Action = "trigger" | "acknowledge" | "resolve";

const ACTION: Record<DeliveryType, Action> = {
  "alert.triggered": "trigger",
  "alert.reminder": "trigger",
  "alert.no_data": "trigger",
  "alert.acknowledged": "acknowledge",
  "alert.resolved": "resolve",
  "alert.test": "trigger",
};

/**
 * An event of PagerDuty's Events API v2. All of one incident have one `dedup_key`, so that however often an event
 * arrives there is one page, and it ends. `action` is another than that of what happened.
 */
export function pagerDutyEvent(
  payload: DeliveryPayload,
  { routingKey, deliveryId, site, action = ACTION[payload.type] }: EventMeans,
): object {
  const { type, alert, stat, incidentId, reason, value, threshold } = payload;
  const isTest = type === "alert.test";
  const about = incidentId ?? (isTest ? `test ${deliveryId}` : `${alert.id}/${stat.id}`);
  const common = { routing_key: routingKey, event_action: action, dedup_key: about };
  if (action !== "trigger") return common;
  return {
    ...common,
    client: "Statnest",
    client_url: pageOf(payload, site),
    links: [{ href: pageOf(payload, site), text: "What happened" }],
    payload: {
      summary: shortLine(`${headline(payload)}. ${reason}`, LONGEST_SUMMARY),
      source: stat.name || "Statnest",
      severity: isTest ? "info" : type === "alert.no_data" ? "warning" : "critical",
      timestamp: payload.timestamp,
      component: stat.name,
      group: alert.name,
      class: alert.rule,
      custom_details: { value, threshold, unit: stat.unit, reason, runbook: alert.runbook },
    },
  };
}

interface EventMeans {
  routingKey: string;
  deliveryId: string;
  site: string;
  action?: Action;
}
