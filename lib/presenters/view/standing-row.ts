import type { AlertCondition } from "@/lib/domain/alert";
import { judgedUnit } from "./alert-chart";
import { isRinging, type StateName, type StateView, stateView } from "./alert-state";
import { type MomentView, minuteOf, momentView } from "./moment";
import { maybeQuantity, type Quantity } from "./quantity";

interface KnownStanding {
  stat: { id: string; name: string; unit: string };
  state: StateName;
  since: Date;
  value: number | null;
  acknowledgedBy: string | null;
  mutedUntil: Date | null;
  incidentId: string | null;
}

/** Where an alert stands for one of its stats. */
export interface StandingRow {
  statId: string;
  name: string;
  href: string;
  state: StateView;
  since: MomentView;
  value: Quantity | null;
  incidentHref: string | null;
  mayAcknowledge: boolean;
  /** "until 4 May 2026, 14:00"; null when it is not muted. */
  muted: string | null;
}

export function standingRow(
  standing: KnownStanding,
  { condition, now, zone }: { condition: AlertCondition; now: Date; zone: string },
): StandingRow {
  const { stat, state, since, value, acknowledgedBy, mutedUntil, incidentId } = standing;
  const muted = mutedUntil === null || mutedUntil <= now ? null : `until ${minuteOf(mutedUntil, zone)}`;
  const over = [
    ...(acknowledgedBy === null ? [] : [acknowledgedBy === "" ? "acknowledged" : `acknowledged by ${acknowledgedBy}`]),
    ...(muted === null ? [] : [`muted ${muted}`]),
  ];
  return {
    statId: stat.id,
    name: stat.name,
    href: `/stats/${stat.id}`,
    state: stateView(state, over),
    since: momentView(since, now, zone),
    value: maybeQuantity(value, judgedUnit(condition, stat.unit)),
    incidentHref: incidentId === null ? null : `/alerts/incidents/${incidentId}`,
    mayAcknowledge: isRinging(state) && state !== "error" && acknowledgedBy === null,
    muted,
  };
}
