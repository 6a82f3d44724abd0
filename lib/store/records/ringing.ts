import type { AlertStanding } from "@/lib/domain/alert-state";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

type State = AlertStanding["state"];

/** For how many stats the team's alerts ring now, as far as nobody muted them; one in the trash rings for nobody. */
export async function countFiring(db: Transaction, teamId: string, now: Date): Promise<number> {
  const [row] = await db.$queryRaw<[{ n: number }]>`
    SELECT count(*)::int AS n FROM alert a
    JOIN alert_standing t ON t.alert_id = a.id JOIN stat s ON s.id = t.stat_id
    WHERE a.team_id = ${teamId}::uuid AND t.state = 'firing' AND (t.muted_until IS NULL OR t.muted_until <= ${now})
      AND s.trashed_at IS NULL AND s.merged_into_id IS NULL`;
  return row.n;
}

/** How the team's alerts stand on some stats, by the public id of the stat; those that none watches are left out. */
export async function findStatStates(
  db: Transaction,
  teamId: string,
  statIds: string[],
): Promise<{ statId: string; state: State; alerts: number }[]> {
  if (statIds.length === 0) return [];
  return db.$queryRaw`
    SELECT s.public_id AS "statId", t.state::text AS state, count(*)::int AS alerts FROM stat s
    JOIN alert_standing t ON t.stat_id = s.id JOIN alert a ON a.id = t.alert_id AND a.team_id = ${teamId}::uuid
    WHERE s.public_id = ANY(${statIds}) GROUP BY s.public_id, t.state`;
}

/** Where an alert stands for one of its stats. */
export interface StatStanding {
  stat: { id: string; name: string; unit: string };
  state: State;
  since: Date;
  value: number | null;
  acknowledgedBy: string | null;
  mutedUntil: Date | null;
  incidentId: string | null;
}

/** Where an alert stands for its stats outside the trash, those that need a look first, then by name; at most `limit`. */
export async function findStatStandings(
  db: Transaction,
  { alertId, statId }: { alertId: string; statId?: string },
  limit: number,
): Promise<StatStanding[]> {
  const rows = await db.$queryRaw<(Omit<StatStanding, "stat"> & StatStanding["stat"])[]>`
    SELECT s.public_id AS id, s.name, s.unit, t.state::text AS state, t.since, t.value, t.acknowledged_by AS "acknowledgedBy",
      t.muted_until AS "mutedUntil", t.incident_id::text AS "incidentId"
    FROM alert_standing t JOIN stat s ON s.id = t.stat_id
    WHERE t.alert_id = ${alertId}::uuid AND s.trashed_at IS NULL AND s.merged_into_id IS NULL
      ${statId === undefined ? Prisma.empty : Prisma.sql`AND s.public_id = ${statId}`}
    ORDER BY array_position(
      ARRAY['firing', 'error', 'no_data', 'recovering', 'pending', 'ok', 'paused'], t.state::text), s.name
    LIMIT ${limit}`;
  return rows.map(({ id, name, unit, ...row }) => ({ ...row, stat: { id, name, unit } }));
}
