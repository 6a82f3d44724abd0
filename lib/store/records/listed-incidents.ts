import type { AlertStanding } from "@/lib/domain/alert-state";
import type { IncidentRule } from "@/lib/domain/incident";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

type State = AlertStanding["state"];

/** An incident as lists show it. */
export interface ListedIncident {
  id: string;
  /** Public. */
  alertId: string;
  /** What the alert said when it began. */
  rule: IncidentRule;
  stat: { id: string; name: string; unit: string };
  beganAt: Date;
  /** Null while it lasts. */
  endedAt: Date | null;
  /** Furthest on the wrong side: the value, or the change in percent; null where there is none. */
  worst: number | null;
  /** Who took it on last; empty when nobody did. */
  acknowledgedBy: string;
}

/** A row of an alert's story. */
export interface StoryEvent {
  id: string;
  incidentId: string | null;
  stat: { id: string; name: string; unit: string };
  kind: string;
  /** Null for what is no transition. */
  from: State | null;
  to: State | null;
  /** The moment it is about, which may lie before the row. */
  at: Date;
  recordedAt: Date;
  reason: string;
  value: number | null;
  threshold: number | null;
  /** Empty where it came by itself. */
  actor: string;
}

interface IncidentRow {
  id: string;
  alert_id: string;
  rule: IncidentRule;
  stat_id: string;
  stat_name: string;
  unit: string;
  began_at: Date;
  ended_at: Date | null;
  worst: number | null;
  acknowledged_by: string | null;
}

export interface IncidentFilter {
  teamId: string;
  id?: string;
  open?: boolean;
  /** Public ids. */
  alertId?: string;
  statId?: string;
}

/** The place after which a page begins. */
export type IncidentPlace = Pick<ListedIncident, "beganAt" | "id">;

// What is about a stat in the trash, or one that is no longer shared, is not shown.
const SEEN = Prisma.sql`
  s.trashed_at IS NULL AND (s.team_id = i.team_id OR EXISTS (
    SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
    WHERE h.stat_id = s.id AND h.team_id = i.team_id AND o.deleted_at IS NULL))`;

/** A page of a team's incidents, the latest first. */
export async function findIncidents(
  db: Transaction,
  filter: IncidentFilter,
  page: { limit: number; after: IncidentPlace | null },
): Promise<ListedIncident[]> {
  const { teamId, id, open, alertId, statId } = filter;
  const conditions = [
    Prisma.sql`i.team_id = ${teamId}::uuid`,
    SEEN,
    ...(id === undefined ? [] : [Prisma.sql`i.id = ${id}::uuid`]),
    ...(open === undefined ? [] : [open ? Prisma.sql`i.ended_at IS NULL` : Prisma.sql`i.ended_at IS NOT NULL`]),
    ...(alertId === undefined ? [] : [Prisma.sql`a.public_id = ${alertId}`]),
    ...(statId === undefined ? [] : [Prisma.sql`s.public_id = ${statId}`]),
    ...(page.after === null ? [] : [Prisma.sql`(i.began_at, i.id) < (${page.after.beganAt}, ${page.after.id}::uuid)`]),
  ];
  const rows = await db.$queryRaw<IncidentRow[]>`
    SELECT i.id, a.public_id AS alert_id, i.rule, s.public_id AS stat_id, s.name AS stat_name, s.unit,
      i.began_at, i.ended_at, i.worst, (
        SELECT e.actor FROM incident_event e WHERE e.incident_id = i.id AND e.kind = 'acknowledged'
        ORDER BY e.id DESC LIMIT 1) AS acknowledged_by
    FROM incident i JOIN alert a ON a.id = i.alert_id JOIN stat s ON s.id = i.stat_id
    WHERE ${Prisma.join(conditions, " AND ")} ORDER BY i.began_at DESC, i.id DESC LIMIT ${page.limit}`;
  return rows.map((row) => ({
    id: row.id,
    alertId: row.alert_id,
    rule: row.rule,
    stat: { id: row.stat_id, name: row.stat_name, unit: row.unit },
    beganAt: row.began_at,
    endedAt: row.ended_at,
    worst: row.worst,
    acknowledgedBy: row.acknowledged_by ?? "",
  }));
}

interface EventRow {
  id: bigint;
  incident_id: string | null;
  stat_id: string;
  stat_name: string;
  unit: string;
  kind: string;
  from_state: State | null;
  to_state: State | null;
  at: Date;
  recorded_at: Date;
  reason: string;
  value: number | null;
  threshold: number | null;
  actor: string;
}

const EVENTS = Prisma.sql`
  SELECT e.id, e.incident_id, e.kind, e.from_state, e.to_state, e.at, e.recorded_at, e.reason,
    e.value, e.threshold, e.actor, s.public_id AS stat_id, s.name AS stat_name, s.unit
  FROM incident_event e JOIN stat s ON s.id = e.stat_id`;
const MOST_OF_INCIDENT = 1_000;

/** What happened in an incident, the earliest first, with the breach that was pending before it rang. */
export async function findStory(db: Transaction, incidentId: string): Promise<StoryEvent[]> {
  const rows = await db.$queryRaw<EventRow[]>`
    ${EVENTS} JOIN incident i ON i.alert_id = e.alert_id AND i.stat_id = e.stat_id
    WHERE i.id = ${incidentId}::uuid AND (e.incident_id = i.id OR (
      e.incident_id IS NULL AND e.at >= i.began_at AND (i.ended_at IS NULL OR e.at <= i.ended_at)))
    ORDER BY e.at, e.id LIMIT ${MOST_OF_INCIDENT}`;
  return rows.map(toEvent);
}

/**
 * A page of an alert's story, the latest first; of one stat, if it is named. `alertId` is no public id, `statId` is.
 */
export async function findEvents(
  db: Transaction,
  { alertId, statId }: { alertId: string; statId?: string },
  page: { limit: number; before: bigint | null },
): Promise<StoryEvent[]> {
  const rows = await db.$queryRaw<EventRow[]>`
    ${EVENTS} WHERE e.alert_id = ${alertId}::uuid AND s.trashed_at IS NULL
      ${statId === undefined ? Prisma.empty : Prisma.sql`AND s.public_id = ${statId}`}
      ${page.before === null ? Prisma.empty : Prisma.sql`AND e.id < ${page.before}`}
    ORDER BY e.id DESC LIMIT ${page.limit}`;
  return rows.map(toEvent);
}

function toEvent(row: EventRow): StoryEvent {
  return {
    id: String(row.id),
    incidentId: row.incident_id,
    stat: { id: row.stat_id, name: row.stat_name, unit: row.unit },
    ...{ kind: row.kind, from: row.from_state, to: row.to_state, at: row.at, recordedAt: row.recorded_at },
    ...{ reason: row.reason, value: row.value, threshold: row.threshold, actor: row.actor },
  };
}
