import type { AlertStanding } from "@/lib/domain/alert-state";
import type { StoryKind } from "@/lib/domain/alert-story";
import type { IncidentRule } from "@/lib/domain/incident";
import type { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

/** Which standing, as far as it had moved when it was read. */
export interface StandingKey {
  alertId: string;
  /** The series id. */
  statId: bigint;
  transitions: number;
}

/** What people put over a standing, as it is now that it is locked. */
export interface LockedOverlay {
  alertId: string;
  statId: bigint;
  acknowledgedAt: Date | null;
  mutedUntil: Date | null;
  toldAt: Date | null;
  incidentId: string | null;
  beganAt: Date | null;
}

/**
 * Locks those of the standings that nobody has moved since they were read, in one order for all: of several evaluators
 * the first has them, and the others find them moved.
 */
export async function lockStandings(tx: Transaction, keys: StandingKey[]): Promise<LockedOverlay[]> {
  const rows = await tx.$queryRaw<(Omit<LockedOverlay, "statId"> & { statId: bigint })[]>`
    SELECT st.alert_id AS "alertId", st.stat_id AS "statId", st.acknowledged_at AS "acknowledgedAt",
      st.muted_until AS "mutedUntil", st.told_at AS "toldAt", st.incident_id AS "incidentId", i.began_at AS "beganAt"
    FROM unnest(${keys.map(({ alertId }) => alertId)}::uuid[], ${keys.map(({ statId }) => String(statId))}::bigint[],
      ${keys.map(({ transitions }) => transitions)}::int[]) AS g (alert_id, stat_id, transitions)
    JOIN alert_standing st USING (alert_id, stat_id) LEFT JOIN incident i ON i.id = st.incident_id
    WHERE st.transitions = g.transitions ORDER BY st.alert_id, st.stat_id FOR UPDATE OF st`;
  return rows;
}

/** All of a standing after it moved. */
export interface MovedStanding extends StandingKey {
  standing: AlertStanding;
  value: number | null;
  threshold: number | null;
  dueAt: Date;
  acknowledged: boolean;
  mutedUntil: Date | null;
  toldAt: Date | null;
  incidentId: string | null;
}

/** Writes them; they are locked. `transitions` is what it is from now on. */
export async function writeStandings(tx: Transaction, moved: MovedStanding[], judgedAt: Date): Promise<void> {
  const rows = moved.map(({ standing, ...row }) => ({
    ...row,
    statId: String(row.statId),
    state: standing.state,
    since: momentOf(standing.since),
    firingSince: standing.firingSince === null ? null : momentOf(standing.firingSince),
    before: standing.before,
  }));
  await tx.$executeRaw`
    UPDATE alert_standing st SET state = g.state::alert_state_name, since = g.since, firing_since = g."firingSince",
      before = g.before, value = g.value, threshold = g.threshold, transitions = g.transitions,
      judged_at = ${judgedAt}, due_at = g."dueAt", muted_until = g."mutedUntil", told_at = g."toldAt",
      acknowledged_at = CASE WHEN g.acknowledged THEN st.acknowledged_at END,
      acknowledged_by = CASE WHEN g.acknowledged THEN st.acknowledged_by END, incident_id = g."incidentId"
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS g (
      "alertId" uuid, "statId" bigint, transitions int, state text, since timestamptz, "firingSince" timestamptz,
      before jsonb, value float8, threshold float8, "dueAt" timestamptz, acknowledged boolean, "mutedUntil" timestamptz,
      "toldAt" timestamptz, "incidentId" uuid)
    WHERE st.alert_id = g."alertId" AND st.stat_id = g."statId"`;
}

/** An incident that begins; one that is over already has an end. */
export interface NewIncident {
  id: string;
  teamId: string;
  alertId: string;
  statId: bigint;
  rule: IncidentRule;
  beganAt: Date;
  endedAt: Date | null;
  worst: number | null;
}

export async function insertIncidents(tx: Transaction, incidents: NewIncident[]): Promise<void> {
  await tx.incident.createMany({
    data: incidents.map((each) => ({ ...each, rule: each.rule as unknown as Prisma.InputJsonObject })),
  });
}

/** Ends incidents whose alert came to rest, each at a moment of its own. */
export async function endIncidents(tx: Transaction, ended: { id: string; endedAt: Date }[]): Promise<void> {
  for (const { id, endedAt } of ended) await tx.incident.updateMany({ where: { id }, data: { endedAt } });
}

/** A row of an alert's story. */
export interface NewStoryEvent {
  incidentId: string | null;
  alertId: string;
  statId: bigint;
  /** Null for what is no transition. */
  transition: number | null;
  kind: StoryKind;
  from: AlertStanding["state"] | null;
  to: AlertStanding["state"] | null;
  at: Date;
  recordedAt: Date;
  reason: string;
  value: number | null;
  threshold: number | null;
  actor: string;
}

export async function insertStoryEvents(tx: Transaction, events: NewStoryEvent[]): Promise<void> {
  await tx.incidentEvent.createMany({ data: events });
}

/** How often each of these standings rang since a moment. Keys are made by `standingKey`. */
export async function countRings(
  tx: Transaction,
  standings: { alertId: string; statId: bigint }[],
  since: Date,
): Promise<Map<string, number>> {
  const rows = await tx.$queryRaw<{ alert_id: string; stat_id: bigint; rings: number }[]>`
    SELECT e.alert_id, e.stat_id, count(*)::int AS rings
    FROM unnest(${standings.map(({ alertId }) => alertId)}::uuid[],
      ${standings.map(({ statId }) => String(statId))}::bigint[]) AS g (alert_id, stat_id)
    JOIN incident_event e USING (alert_id, stat_id)
    WHERE e.transition IS NOT NULL AND e.kind = 'triggered' AND e.recorded_at > ${since} GROUP BY 1, 2`;
  return new Map(rows.map((row) => [standingKey({ alertId: row.alert_id, statId: row.stat_id }), row.rings]));
}

export function standingKey({ alertId, statId }: { alertId: string; statId: bigint }): string {
  return `${alertId} ${statId}`;
}

function momentOf(seconds: number): string {
  return new Date(seconds * 1_000).toISOString();
}
