import type { Context } from "@/lib/context";
import { type AlertCondition, TIME_DELTAS, type TimeDelta } from "@/lib/domain/alert";
import { canReadTeam } from "@/lib/domain/can";
import { permit } from "@/lib/interactors/permit";
import { findAlerts, type StoredAlert } from "@/lib/store/records/alerts";

/** An alert as StatHat has them: on one stat, over a window of its own kinds. */
export interface ManualAlert extends StoredAlert {
  subject: { statId: string; statName: string };
  condition: Exclude<AlertCondition, { kind: "anomaly" }>;
  window: TimeDelta;
}

/**
 * All alerts of the team that StatHat's API can say, the newest first: no anomalies, no patterns, no calendar windows.
 */
export async function listManualAlerts(ctx: Context): Promise<ManualAlert[]> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return (await findAlerts(ctx.store.prisma, teamId)).filter(isManual);
}

export function isManual(alert: StoredAlert): alert is ManualAlert {
  const { automatic, subject, condition, window } = alert;
  const isKnown = (TIME_DELTAS as readonly string[]).includes(window);
  return !automatic && "statId" in subject && condition.kind !== "anomaly" && isKnown;
}
