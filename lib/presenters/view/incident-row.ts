import type { IncidentRule } from "@/lib/domain/incident";
import { judgedUnit } from "./alert-chart";
import { lengthWords } from "./length-words";
import { type MomentView, momentView } from "./moment";
import { maybeQuantity, type Quantity } from "./quantity";

/** What is known of an incident, before its story is told: see `listIncidents`. */
export interface KnownIncident {
  id: string;
  rule: Pick<IncidentRule, "name" | "condition">;
  stat: { id: string; name: string; unit: string };
  beganAt: Date;
  endedAt: Date | null;
  worst: number | null;
  /** Empty when nobody has. */
  acknowledgedBy: string;
}

/** An incident as a list shows it. */
export interface IncidentRow {
  id: string;
  href: string;
  name: string;
  stat: { name: string; href: string };
  began: MomentView;
  /** "4 minutes", or "4 minutes so far". */
  lasted: string;
  over: boolean;
  worst: Quantity | null;
  acknowledgedBy: string;
}

export function incidentRow(incident: KnownIncident, now: Date, zone: string): IncidentRow {
  const { id, rule, stat, beganAt, endedAt, worst, acknowledgedBy } = incident;
  const seconds = ((endedAt ?? now).getTime() - beganAt.getTime()) / 1_000;
  return {
    id,
    href: `/alerts/incidents/${id}`,
    name: rule.name,
    stat: { name: stat.name, href: `/stats/${stat.id}` },
    began: momentView(beganAt, now, zone),
    lasted: endedAt === null ? `${lengthWords(seconds)} so far` : lengthWords(seconds),
    over: endedAt !== null,
    worst: maybeQuantity(worst, judgedUnit(rule.condition, stat.unit)),
    acknowledgedBy,
  };
}
