import { alertPayload, type IncidentRule } from "@/lib/domain/incident";
import { Prisma } from "@/lib/store/generated/client";
import { insertDeliveries } from "./deliveries";
import type { Transaction } from "./transaction";

/** Which incidents are closed, and in whose words: `actor` is empty when nobody did. */
export interface Closing {
  alertId: string;
  /** The series id; all stats of the alert without it. */
  statId?: bigint;
  /** A sentence. */
  reason: string;
  actor: string;
  now: Date;
}

interface ClosedRow {
  id: string;
  team_id: string;
  rule: IncidentRule;
  began_at: Date;
  told_at: Date | null;
  muted_until: Date | null;
  stat_public_id: string;
  stat_name: string;
  unit: string;
}

/**
 * Closes what is open of an alert, for a reason that no reading gave, and says so in its story; whoever was told that
 * it rings is told that it no longer does, but while it is muted. Returns how many it closed.
 */
export async function closeIncidents(tx: Transaction, closing: Closing): Promise<number> {
  const { alertId, statId, reason, actor, now } = closing;
  const one = statId === undefined ? Prisma.empty : Prisma.sql`AND i.stat_id = ${statId}`;
  const closed = await tx.$queryRaw<ClosedRow[]>`
    WITH closed AS (
      UPDATE incident i SET ended_at = ${now} FROM stat s
      WHERE i.alert_id = ${alertId}::uuid AND i.ended_at IS NULL AND s.id = i.stat_id ${one}
      RETURNING i.*, s.public_id AS stat_public_id, s.name AS stat_name, s.unit),
    told AS (
      INSERT INTO incident_event (incident_id, alert_id, stat_id, kind, at, recorded_at, reason, actor)
      SELECT id, alert_id, stat_id, 'closed', ${now}, ${now}, ${reason}, ${actor} FROM closed)
    SELECT c.id, c.team_id, c.rule, c.began_at, st.told_at, st.muted_until, c.stat_public_id, c.stat_name, c.unit
    FROM closed c LEFT JOIN alert_standing st ON st.incident_id = c.id ORDER BY c.began_at, c.id`;
  await tx.alertStanding.updateMany({
    where: { alertId, incidentId: { in: closed.map(({ id }) => id) } },
    data: { incidentId: null, toldAt: null },
  });
  for (const row of closed) if (isHeard(row, now)) await tellEnd(tx, closing, row);
  return closed.length;
}

function isHeard({ told_at, muted_until }: ClosedRow, now: Date): boolean {
  return told_at !== null && (muted_until === null || muted_until <= now);
}

async function tellEnd(tx: Transaction, { alertId, reason, now }: Closing, row: ClosedRow): Promise<void> {
  const stat = { id: row.stat_public_id, name: row.stat_name, unit: row.unit };
  const payload = alertPayload(row.rule, stat, {
    ...{ type: "alert.resolved", at: now, incidentId: row.id, state: "ok", value: null, threshold: null, reason },
    ...{ beganAt: row.began_at, endedAt: now },
  });
  await insertDeliveries(tx, { teamId: row.team_id, alertId, payload, now });
}
