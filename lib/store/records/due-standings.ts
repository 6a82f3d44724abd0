import type pg from "pg";
import type { AlertStanding } from "@/lib/domain/alert-state";
import type { StatKind } from "@/lib/domain/stat";

/** A standing with all that judging it needs. The rule is as its row has it, which may be nonsense. */
export interface JudgedStanding {
  alertId: string;
  /** The series id. */
  statId: bigint;
  standing: AlertStanding;
  value: number | null;
  threshold: number | null;
  transitions: number;
  judgedAt: Date | null;
  /** When it was due; before it was claimed, if it was. */
  dueAt: Date;
  acknowledgedAt: Date | null;
  mutedUntil: Date | null;
  toldAt: Date | null;
  incidentId: string | null;
  /** Of the incident that is open. */
  worst: number | null;
  /** Of that one too. */
  beganAt: Date | null;
  alert: StoredRule;
  stat: { id: string; name: string; unit: string; kind: StatKind };
  /** The zone of the alert's team. */
  zone: string;
}

/** An alert as its row has it. */
interface StoredRule {
  publicId: string;
  teamId: string;
  name: string;
  pattern: string | null;
  condition: unknown;
  window: string;
  missing: string;
  pendingSeconds: number;
  holdSeconds: number | null;
  renotifySeconds: number | null;
  runbook: string;
  automatic: boolean;
}

interface Row {
  alert_id: string;
  stat_id: string;
  state: AlertStanding["state"];
  since: Date;
  firing_since: Date | null;
  before: AlertStanding | null;
  value: number | null;
  threshold: number | null;
  transitions: number;
  judged_at: Date | null;
  was_due: Date;
  acknowledged_at: Date | null;
  muted_until: Date | null;
  told_at: Date | null;
  incident_id: string | null;
  worst: number | null;
  began_at: Date | null;
  live: boolean;
  public_id: string;
  team_id: string;
  name: string;
  pattern: string | null;
  condition: Record<string, unknown>;
  kind: string;
  time_window: string;
  missing: string;
  pending_seconds: number;
  hold_seconds: number | null;
  renotify_seconds: number | null;
  runbook: string;
  automatic: boolean;
  stat_public_id: string;
  stat_name: string;
  unit: string;
  stat_kind: StatKind;
  zone: string;
}

// What is paused, deleted, in the trash or no longer shared is not judged, whether its standing has been taken away or
// not.
const WITH_RULES = `
  SELECT st.*, i.worst, i.began_at, a.public_id, a.team_id, a.name, a.pattern, a.condition, a.kind,
    a.time_window, a.missing, a.pending_seconds, a.hold_seconds, a.renotify_seconds, a.runbook, a.automatic,
    s.public_id AS stat_public_id, s.name AS stat_name, s.unit, s.kind AS stat_kind, t.zone,
    a.paused_at IS NULL AND t.deleted_at IS NULL AND s.trashed_at IS NULL AND s.merged_into_id IS NULL
      AND (s.team_id = a.team_id OR EXISTS (
        SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
        WHERE h.stat_id = s.id AND h.team_id = a.team_id AND o.deleted_at IS NULL)) AS live
  FROM taken st JOIN alert a ON a.id = st.alert_id JOIN stat s ON s.id = st.stat_id JOIN team t ON t.id = a.team_id
  LEFT JOIN incident i ON i.id = st.incident_id`;

const CLAIM = `
  WITH due AS MATERIALIZED (
    SELECT alert_id, stat_id, due_at FROM alert_standing WHERE due_at <= $1 AND state <> 'paused'
    ORDER BY due_at LIMIT $3 FOR UPDATE SKIP LOCKED),
  taken AS (
    UPDATE alert_standing st SET due_at = $2 FROM due d WHERE st.alert_id = d.alert_id AND st.stat_id = d.stat_id
    RETURNING st.*, d.due_at AS was_due)
  ${WITH_RULES}`;

/**
 * Takes standings that are due, those that have waited longest first: until the lease ends nobody else takes them.
 * `claimed` counts those too that are not to be judged any more.
 */
export async function claimStandings(
  pool: pg.Pool,
  { now, leasedTo, limit }: { now: Date; leasedTo: Date; limit: number },
): Promise<{ claimed: number; standings: JudgedStanding[] }> {
  const { rows } = await pool.query<Row>({ name: "claim_standings", text: CLAIM, values: [now, leasedTo, limit] });
  return { claimed: rows.length, standings: rows.filter(({ live }) => live).map(toStanding) };
}

const CHANGED = `
  WITH taken AS (
    SELECT st.*, st.due_at AS was_due FROM stat m JOIN alert_standing st ON st.stat_id = m.id
    WHERE m.public_id = ANY (ARRAY(SELECT unnest($1::text[]))) AND st.state <> 'paused')
  ${WITH_RULES}`;

/** What watches these stats, by their public ids. Nothing is claimed. */
export async function findWatching(pool: pg.Pool, statIds: string[]): Promise<JudgedStanding[]> {
  const { rows } = await pool.query<Row>({ name: "find_watching", text: CHANGED, values: [statIds] });
  return rows.filter(({ live }) => live).map(toStanding);
}

/**
 * Makes everything due that is judged now and then whether anything came or not; of these teams alone, if they are
 * named.
 */
export async function hastenStandings(pool: pg.Pool, now: Date, teamIds?: string[]): Promise<void> {
  await pool.query(
    `UPDATE alert_standing st SET due_at = $1 FROM (
       SELECT st.alert_id, st.stat_id FROM alert_standing st JOIN alert a ON a.id = st.alert_id
       WHERE st.due_at > $1 AND st.state <> 'paused' AND a.kind <> 'data'
         AND ($2::uuid[] IS NULL OR a.team_id = ANY ($2))
       ORDER BY st.alert_id, st.stat_id FOR UPDATE OF st SKIP LOCKED) d
     WHERE st.alert_id = d.alert_id AND st.stat_id = d.stat_id`,
    [now, teamIds ?? null],
  );
}

/** What judging found of a standing that did not move. */
export interface RestingStanding {
  alertId: string;
  statId: bigint;
  /** As it was read: one that somebody has moved since is left alone. */
  transitions: number;
  value: number | null;
  threshold: number | null;
  dueAt: Date;
  /** Further on the wrong side than before; null when it is not. */
  worst: number | null;
}

const REST = `
  WITH judged AS MATERIALIZED (
    SELECT st.alert_id, st.stat_id, st.incident_id, g.value, g.threshold, g.due_at, g.worst
    FROM unnest($1::uuid[], $2::bigint[], $3::int[], $4::float8[], $5::float8[], $6::timestamptz[], $7::float8[])
      AS g (alert_id, stat_id, transitions, value, threshold, due_at, worst)
    JOIN alert_standing st USING (alert_id, stat_id)
    WHERE st.transitions = g.transitions ORDER BY st.alert_id, st.stat_id FOR UPDATE OF st),
  worse AS (UPDATE incident i SET worst = j.worst FROM judged j WHERE i.id = j.incident_id AND j.worst IS NOT NULL)
  UPDATE alert_standing st SET value = j.value, threshold = j.threshold, due_at = j.due_at, judged_at = $8
  FROM judged j WHERE st.alert_id = j.alert_id AND st.stat_id = j.stat_id`;

/** Writes down what was found of standings that did not move, and when they are due again. */
export async function restStandings(pool: pg.Pool, resting: RestingStanding[], judgedAt: Date): Promise<void> {
  if (resting.length === 0) return;
  await pool.query({
    name: "rest_standings",
    text: REST,
    values: [
      resting.map(({ alertId }) => alertId),
      resting.map(({ statId }) => String(statId)),
      resting.map(({ transitions }) => transitions),
      resting.map(({ value }) => value),
      resting.map(({ threshold }) => threshold),
      resting.map(({ dueAt }) => dueAt),
      resting.map(({ worst }) => worst),
      judgedAt,
    ],
  });
}

function toStanding(row: Row): JudgedStanding {
  const firingSince = row.firing_since === null ? null : seconds(row.firing_since);
  return {
    alertId: row.alert_id,
    statId: BigInt(row.stat_id),
    standing: { state: row.state, since: seconds(row.since), firingSince, before: row.before },
    value: row.value,
    threshold: row.threshold,
    transitions: row.transitions,
    judgedAt: row.judged_at,
    dueAt: row.was_due,
    acknowledgedAt: row.acknowledged_at,
    mutedUntil: row.muted_until,
    toldAt: row.told_at,
    incidentId: row.incident_id,
    worst: row.worst,
    beganAt: row.began_at,
    alert: {
      publicId: row.public_id,
      teamId: row.team_id,
      name: row.name,
      pattern: row.pattern,
      condition: { ...row.condition, kind: row.kind },
      window: row.time_window,
      missing: row.missing,
      pendingSeconds: row.pending_seconds,
      holdSeconds: row.hold_seconds,
      renotifySeconds: row.renotify_seconds,
      runbook: row.runbook,
      automatic: row.automatic,
    },
    stat: { id: row.stat_public_id, name: row.stat_name, unit: row.unit, kind: row.stat_kind },
    zone: row.zone,
  };
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
