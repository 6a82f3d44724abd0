import type { DeliveryPayload, DeliveryType } from "@/lib/domain/channel";
import { oneLine } from "@/lib/domain/one-line";

const HAPPENED: Record<DeliveryType, string> = {
  "alert.triggered": "Alert",
  "alert.reminder": "Still so",
  "alert.acknowledged": "Acknowledged",
  "alert.resolved": "Resolved",
  "alert.no_data": "No data",
  "alert.test": "Test",
};

/** What happened to what, in one line: `Alert: signups over 500 in an hour`. */
export function headline({ type, alert, stat }: DeliveryPayload): string {
  const subject = alert.name === "" ? `${stat.name} ${alert.rule}` : alert.name;
  return oneLine(`${HAPPENED[type]}: ${subject}`);
}

/** Where it can be looked at: its incident, else its alert, else the list of them. */
export function pageOf({ incidentId, alert, type }: DeliveryPayload, site: string): string {
  if (incidentId !== null) return `${site}/alerts/incidents/${incidentId}`;
  return type === "alert.test" ? `${site}/alerts/channels` : `${site}/alerts/${alert.id}`;
}
