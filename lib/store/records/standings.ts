import { Prisma } from "@/lib/store/generated/client";
import { closeIncidents } from "./incidents";
import type { Transaction } from "./transaction";

/** What a rule is about: all that needs to be known to find its stats is in its row. */
interface Watching {
  id: string;
}

/** Whose standings: of one alert, of everything that watches some stats (public ids), or all. */
export type StandingScope = { alertId: string } | { statIds: string[] } | "all";

// Not in the trash, not merged away, and of the alert's team or shared with it by one that still is there.
const SEEN = Prisma.sql`
  s.trashed_at IS NULL AND s.merged_into_id IS NULL AND (s.team_id = a.team_id OR EXISTS (
    SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
    WHERE h.stat_id = s.id AND h.team_id = a.team_id AND o.deleted_at IS NULL))`;
const MATCHES = Prisma.sql`
  s.name LIKE replace(regexp_replace(a.pattern, '([\\\\%_])', '\\\\\\1', 'g'), '*', '%')`;

function within(scope: StandingScope): Prisma.Sql {
  if (scope === "all") return Prisma.sql`true`;
  return "alertId" in scope
    ? Prisma.sql`a.id = ${scope.alertId}::uuid`
    : Prisma.sql`s.public_id = ANY(${scope.statIds})`;
}

/**
 * Makes a standing for each stat that the alert watches, due at once, and takes those away that it no longer does;
 * their incidents are closed. The alert's row says what it watches: write that first.
 */
export async function ensureStandings(tx: Transaction, alert: Watching, now: Date): Promise<void> {
  while ((await removeStandings(tx, alert.id, now)) > 0);
  await addStandings(tx, { alertId: alert.id }, now);
}

// Patterns are few, and found first: else the planner may look through all of a team's alerts for each of its stats.
/** Makes the standings that are missing. Returns how many. */
export async function addStandings(tx: Transaction, scope: StandingScope, now: Date): Promise<number> {
  return tx.$executeRaw`
    WITH by_pattern AS MATERIALIZED (SELECT * FROM alert WHERE pattern IS NOT NULL),
    watched AS (
      SELECT a.id AS alert_id, s.id AS stat_id, a.paused_at FROM alert a JOIN stat s ON s.id = a.stat_id
      WHERE ${within(scope)} AND ${SEEN}
      UNION
      SELECT a.id, s.id, a.paused_at FROM by_pattern a JOIN stat s ON s.team_id = a.team_id
      WHERE ${MATCHES} AND ${within(scope)} AND ${SEEN}
      UNION
      SELECT a.id, s.id, a.paused_at
      FROM by_pattern a JOIN stat_share w ON w.team_id = a.team_id JOIN stat s ON s.id = w.stat_id
      WHERE ${MATCHES} AND ${within(scope)} AND ${SEEN})
    INSERT INTO alert_standing (alert_id, stat_id, state, since, due_at)
    SELECT alert_id, stat_id, (CASE WHEN paused_at IS NULL THEN 'ok' ELSE 'paused' END)::alert_state_name,
      ${now}, ${now}
    FROM watched w
    WHERE NOT EXISTS (SELECT FROM alert_standing o WHERE o.alert_id = w.alert_id AND o.stat_id = w.stat_id)
    ORDER BY alert_id, stat_id
    ON CONFLICT DO NOTHING`;
}

const UNWATCHED = Prisma.sql`
  FROM alert_standing st JOIN alert a ON a.id = st.alert_id JOIN stat s ON s.id = st.stat_id
  WHERE NOT (${SEEN} AND CASE WHEN a.pattern IS NULL THEN a.stat_id = s.id ELSE ${MATCHES} END)`;

/** The alerts that have standings with stats which they no longer watch. */
export async function findOverreaching(db: Transaction, scope: StandingScope): Promise<string[]> {
  const rows = await db.$queryRaw<{ alert_id: string }[]>`
    SELECT DISTINCT st.alert_id ${UNWATCHED} AND ${within(scope)}`;
  return rows.map((row) => row.alert_id);
}

interface Unwatched {
  stat_id: bigint;
  trashed: boolean;
  merged: boolean;
  seen: boolean;
}

/** So many are taken away at a time. */
const MOST_REMOVED = 200;

/**
 * Takes away some standings of an alert whose stat it no longer watches, and closes their incidents. Returns how many.
 */
export async function removeStandings(tx: Transaction, alertId: string, now: Date): Promise<number> {
  const gone = await tx.$queryRaw<Unwatched[]>`
    SELECT st.stat_id, s.trashed_at IS NOT NULL AS trashed, s.merged_into_id IS NOT NULL AS merged, (${SEEN}) AS seen
    ${UNWATCHED} AND a.id = ${alertId}::uuid ORDER BY st.stat_id LIMIT ${MOST_REMOVED} FOR UPDATE OF st`;
  for (const { stat_id: statId, ...why } of gone) {
    await closeIncidents(tx, { alertId, statId, reason: reasonOf(why), actor: "", now });
  }
  const { count } = await tx.alertStanding.deleteMany({
    where: { alertId, statId: { in: gone.map((each) => each.stat_id) } },
  });
  return count;
}

function reasonOf({ trashed, merged, seen }: Pick<Unwatched, "trashed" | "merged" | "seen">): string {
  if (merged) return "The stat was merged into another.";
  if (trashed) return "The stat was put into the trash.";
  return seen ? "The alert no longer watches this stat." : "The stat is no longer shared with the team.";
}

/**
 * Begins anew: as if nothing had been judged yet, due at once. For a rule that was changed, and one that is watched
 * again after a pause; whoever is judging it meanwhile comes too late. What is open is closed next, by
 * `closeIncidents`.
 */
export async function resetStandings(tx: Transaction, alertId: string, now: Date): Promise<void> {
  await tx.$executeRaw`
    UPDATE alert_standing SET state = 'ok', since = ${now}, firing_since = NULL, before = NULL, value = NULL,
      threshold = NULL,
      transitions = transitions + 1, judged_at = NULL, due_at = ${now}, acknowledged_at = NULL, acknowledged_by = NULL
    WHERE alert_id = ${alertId}::uuid`;
}

/** Nobody judges the alert until `resetStandings`. What is open is closed next, by `closeIncidents`. */
export async function pauseStandings(tx: Transaction, alertId: string, now: Date): Promise<void> {
  await resetStandings(tx, alertId, now);
  await tx.alertStanding.updateMany({ where: { alertId }, data: { state: "paused" } });
}

/** The series id of a stat that an alert watches, by its public id; null when it watches none such. */
export async function findWatchedStat(db: Transaction, alertId: string, publicStatId: string): Promise<bigint | null> {
  const row = await db.alertStanding.findFirst({
    where: { alertId, stat: { publicId: publicStatId } },
    select: { statId: true },
  });
  return row?.statId ?? null;
}

export async function countInError(db: Transaction): Promise<number> {
  return db.alertStanding.count({ where: { state: "error" } });
}
