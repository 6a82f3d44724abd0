import { alertPayload, type IncidentRule } from "@/lib/domain/incident";
import { Prisma } from "@/lib/store/generated/client";
import { insertDeliveries } from "./deliveries";
import type { Transaction } from "./transaction";

/** Which standings somebody does something about: all of an alert, or the one with a stat (series id). */
export interface Touched {
  alertId: string;
  statId?: bigint;
  /** How they are called. */
  by: string;
  now: Date;
}

interface TouchedRow {
  stat_id: bigint;
  state: string;
  value: number | null;
  threshold: number | null;
  told_at: Date | null;
  muted_until: Date | null;
  incident_id: string | null;
  team_id: string | null;
  rule: IncidentRule | null;
  began_at: Date | null;
  stat_public_id: string;
  stat_name: string;
  unit: string;
}

function ofThese({ alertId, statId }: Touched): Prisma.Sql {
  const one = statId === undefined ? Prisma.empty : Prisma.sql`AND st.stat_id = ${statId}`;
  return Prisma.sql`st.alert_id = ${alertId}::uuid ${one}`;
}

const RINGS = Prisma.sql`st.state IN ('firing', 'recovering', 'no_data')`;

/**
 * Somebody has seen what rings: nobody is reminded of it until it clears, and others who were told that it rings are
 * told of that. What is acknowledged already stays theirs who did. Returns how many standings were not.
 */
export async function acknowledge(tx: Transaction, touched: Touched): Promise<number> {
  const { alertId, by, now } = touched;
  const rows = await tx.$queryRaw<TouchedRow[]>`
    WITH seen AS (
      UPDATE alert_standing st SET acknowledged_at = ${now}, acknowledged_by = ${by}
      WHERE ${ofThese(touched)} AND ${RINGS} AND st.acknowledged_at IS NULL RETURNING st.*)
    SELECT st.stat_id, st.state::text, st.value, st.threshold, st.told_at, st.muted_until, st.incident_id,
      i.team_id,
      i.rule, i.began_at, s.public_id AS stat_public_id, s.name AS stat_name, s.unit
    FROM seen st JOIN stat s ON s.id = st.stat_id LEFT JOIN incident i ON i.id = st.incident_id ORDER BY st.stat_id`;
  await writeStory(tx, touched, rows, { kind: "acknowledged", reason: "" });
  for (const {
    incident_id: incidentId,
    team_id: teamId,
    rule,
    began_at: beganAt,
    told_at,
    muted_until,
    ...row
  } of rows) {
    if (teamId === null || rule === null || told_at === null || (muted_until !== null && muted_until > now)) continue;
    const stat = { id: row.stat_public_id, name: row.stat_name, unit: row.unit };
    const told = { at: now, incidentId, state: row.state, value: row.value, threshold: row.threshold };
    const words = { type: "alert.acknowledged" as const, reason: `Acknowledged by ${by}.`, beganAt, endedAt: null };
    await insertDeliveries(tx, { teamId, alertId, payload: alertPayload(rule, stat, { ...told, ...words }), now });
  }
  return rows.length;
}

/**
 * Nothing is told until then, whatever happens; it is written down all the same. Returns how many standings there are.
 */
export async function mute(
  tx: Transaction,
  { until, reason, ...touched }: Touched & { until: Date; reason: string },
): Promise<number> {
  const rows = await tx.$queryRaw<TouchedRow[]>`
    UPDATE alert_standing st SET muted_until = ${until}, due_at = least(st.due_at, ${until}) WHERE ${ofThese(touched)}
    RETURNING st.stat_id, st.incident_id, st.value, st.threshold`;
  await writeStory(tx, touched, rows, { kind: "muted", reason });
  return rows.length;
}

/** Ends a mute at once: what still rings is told again. Returns how many standings were muted. */
export async function unmute(tx: Transaction, touched: Touched): Promise<number> {
  const { now } = touched;
  const rows = await tx.$queryRaw<TouchedRow[]>`
    UPDATE alert_standing st SET muted_until = CASE WHEN ${RINGS} THEN ${now}::timestamptz END,
      due_at = least(st.due_at, ${now})
    WHERE ${ofThese(touched)} AND st.muted_until > ${now}
    RETURNING st.stat_id, st.incident_id, st.value, st.threshold`;
  await writeStory(tx, touched, rows, { kind: "unmuted", reason: "" });
  return rows.length;
}

/** Of what rings: what was done about a quiet standing is no part of any story. */
async function writeStory(
  tx: Transaction,
  { alertId, by, now }: Touched,
  rows: Pick<TouchedRow, "stat_id" | "incident_id" | "value" | "threshold">[],
  about: { kind: "acknowledged" | "muted" | "unmuted"; reason: string },
): Promise<void> {
  const ringing = rows.filter(({ incident_id }) => incident_id !== null);
  await tx.incidentEvent.createMany({
    data: ringing.map(({ stat_id: statId, incident_id: incidentId }) => ({
      ...{ incidentId, alertId, statId, ...about, at: now, recordedAt: now, actor: by },
    })),
  });
}
