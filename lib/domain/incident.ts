import type { Alert, AlertCondition } from "./alert";
import type { DeliveryPayload, DeliveryType } from "./channel";

/** What an alert said when an incident began, so that its story stays true when the rule changes. Plain values. */
export interface IncidentRule extends Pick<Alert, "window" | "missing" | "pendingSeconds" | "holdSeconds" | "runbook"> {
  /** Public. */
  id: string;
  /** Never empty: where nobody named it, made from the rule. */
  name: string;
  /** What it watches for: "over 500 orders in an hour". */
  words: string;
  condition: AlertCondition;
  automatic: boolean;
}

/** What is to be told of an alert, as far as it differs from one thing told to the next. */
export interface Told {
  type: DeliveryType;
  at: Date;
  incidentId: string | null;
  state: string;
  value: number | null;
  threshold: number | null;
  reason: string;
  beganAt: Date | null;
  endedAt: Date | null;
  ringsInMonth?: DeliveryPayload["ringsInMonth"];
}

/** The same as channels are told. A change from zero, which is beyond any percentage, is no number in JSON: null. */
export function alertPayload(
  rule: Pick<IncidentRule, "id" | "name" | "words" | "runbook">,
  stat: DeliveryPayload["stat"],
  { at, value, threshold, beganAt, endedAt, ringsInMonth = null, ...told }: Told,
): DeliveryPayload {
  return {
    ...told,
    timestamp: at.toISOString(),
    alert: { id: rule.id, name: rule.name, rule: rule.words, runbook: rule.runbook },
    stat: { id: stat.id, name: stat.name, unit: stat.unit },
    value: value !== null && Number.isFinite(value) ? value : null,
    threshold,
    beganAt: beganAt?.toISOString() ?? null,
    endedAt: endedAt?.toISOString() ?? null,
    ringsInMonth,
  };
}

/**
 * Whether a value is further on the wrong side than the worst so far. What it was judged by says which side that is.
 */
export function isWorse(
  condition: AlertCondition,
  value: number,
  threshold: number | null,
  worst: number | null,
): boolean {
  if (worst === null) return true;
  if (condition.kind === "delta" && condition.operator === "different") return Math.abs(value) > Math.abs(worst);
  return threshold === null || value > threshold ? value > worst : value < worst;
}
