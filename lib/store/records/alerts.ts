import type { Alert, AlertCondition, AlertWindow, MissingChoice } from "@/lib/domain/alert";
import type { AlertStanding } from "@/lib/domain/alert-state";
import { likeOf } from "@/lib/domain/name-pattern";
import type { StatKind } from "@/lib/domain/stat";
import { Prisma } from "@/lib/store/generated/client";
import { newPublicId } from "./identity";
import type { Transaction } from "./transaction";

/** An alert with what of its stat words and readings need; all null, and no unit, when it is on a pattern. */
export interface StoredAlert extends Alert {
  statSeriesId: bigint | null;
  statKind: StatKind | null;
  unit: string;
}

type AlertState = AlertStanding["state"];

interface AlertRow {
  id: string;
  public_id: string;
  team_id: string;
  name: string;
  stat_id: bigint | null;
  stat_public_id: string | null;
  stat_name: string | null;
  stat_kind: StatKind | null;
  unit: string | null;
  pattern: string | null;
  condition: AlertCondition;
  time_window: AlertWindow;
  missing: MissingChoice;
  pending_seconds: number;
  hold_seconds: number | null;
  renotify_seconds: number | null;
  runbook: string;
  automatic: boolean;
  paused_at: Date | null;
  created_at: Date;
  updated_at: Date;
  channel_ids: string[];
}

const COLUMNS = Prisma.sql`
  a.*, s.public_id AS stat_public_id, s.name AS stat_name, s.kind AS stat_kind, s.unit,
  ARRAY(SELECT c.channel_id::text FROM alert_channel c WHERE c.alert_id = a.id ORDER BY c.channel_id) AS channel_ids`;

// An alert hides with its stat: in the trash, and when the team that shares the stat no longer does.
const FROM = Prisma.sql`alert a LEFT JOIN stat s ON s.id = a.stat_id`;
const SEEN = Prisma.sql`
  (a.stat_id IS NULL OR s.trashed_at IS NULL AND s.merged_into_id IS NULL AND (s.team_id = a.team_id OR EXISTS (
    SELECT FROM stat_share h JOIN team o ON o.id = s.team_id
    WHERE h.stat_id = s.id AND h.team_id = a.team_id AND o.deleted_at IS NULL)))`;

/**
 * A team's alerts on stats that it sees and on patterns, the newest first; of these ids alone, which are not public
 * ones.
 */
export async function findAlerts(
  db: Transaction,
  teamId: string,
  { ids }: { ids?: string[] } = {},
): Promise<StoredAlert[]> {
  const these = ids === undefined ? Prisma.empty : Prisma.sql`AND a.id = ANY(${ids}::uuid[])`;
  const rows = await db.$queryRaw<AlertRow[]>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE a.team_id = ${teamId}::uuid ${these} AND ${SEEN}
    ORDER BY a.created_at DESC, a.id DESC`;
  return rows.map(toAlert);
}

/** One by its public id; null when the team has none, or does not see its stat. */
export async function findAlert(db: Transaction, teamId: string, publicId: string): Promise<StoredAlert | null> {
  const [row] = await db.$queryRaw<AlertRow[]>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE a.team_id = ${teamId}::uuid AND a.public_id = ${publicId} AND ${SEEN}`;
  return row === undefined ? null : toAlert(row);
}

/** The same, locked until the transaction ends; what only refers to it does not wait. */
export async function lockAlert(tx: Transaction, teamId: string, publicId: string): Promise<StoredAlert | null> {
  await tx.$queryRaw`
    SELECT 1 FROM alert WHERE public_id = ${publicId} AND team_id = ${teamId}::uuid FOR NO KEY UPDATE`;
  return findAlert(tx, teamId, publicId);
}

/** The alert that the team's watch made for all its stats; null without one. */
export async function findAutomaticAlert(db: Transaction, teamId: string): Promise<StoredAlert | null> {
  const [row] = await db.$queryRaw<AlertRow[]>`
    SELECT ${COLUMNS} FROM ${FROM} WHERE a.team_id = ${teamId}::uuid AND a.automatic ORDER BY a.created_at LIMIT 1`;
  return row === undefined ? null : toAlert(row);
}

/** The same, locked until the transaction ends. */
export async function lockAutomaticAlert(tx: Transaction, teamId: string): Promise<StoredAlert | null> {
  const [row] = await tx.$queryRaw<{ public_id: string }[]>`
    SELECT public_id FROM alert WHERE team_id = ${teamId}::uuid AND automatic ORDER BY created_at LIMIT 1
    FOR NO KEY UPDATE`;
  return row === undefined ? null : findAlert(tx, teamId, row.public_id);
}

/** What is kept of a rule beside whose it is. */
export interface AlertRule {
  name: string;
  /** A stat by its series id, or a pattern. */
  subject: { seriesId: bigint } | { pattern: string };
  condition: AlertCondition;
  window: AlertWindow;
  missing: MissingChoice;
  pendingSeconds: number;
  holdSeconds: number | null;
  renotifySeconds: number | null;
  runbook: string;
}

export interface NewAlert extends AlertRule {
  teamId: string;
  automatic: boolean;
  /** Channels of the same team. */
  channelIds: string[];
}

/** Makes an alert and returns its public id, which is drawn: in a clash the transaction is run anew. */
export async function insertAlert(
  tx: Transaction,
  { teamId, automatic, channelIds, ...rule }: NewAlert,
  now: Date,
): Promise<string> {
  const publicId = newPublicId();
  const { id } = await tx.alert.create({
    data: { publicId, teamId, automatic, ...rowOf(rule), createdAt: now, updatedAt: now },
    select: { id: true },
  });
  await giveChannels(tx, id, channelIds);
  return publicId;
}

/** Puts a rule in the place of another and, where they are named, channels in the place of all it had. It is locked. */
export async function changeAlert(
  tx: Transaction,
  id: string,
  { channelIds, ...rule }: AlertRule & { channelIds?: string[] },
  now: Date,
): Promise<void> {
  await tx.alert.update({ where: { id }, data: { ...rowOf(rule), updatedAt: now } });
  if (channelIds === undefined) return;
  await tx.alertChannel.deleteMany({ where: { alertId: id } });
  await giveChannels(tx, id, channelIds);
}

/** Pauses it or, null, ends that. It is locked. */
export async function markPaused(tx: Transaction, id: string, pausedAt: Date | null, now: Date): Promise<void> {
  await tx.alert.update({ where: { id }, data: { pausedAt, updatedAt: now } });
}

/** Deletes it with its story. What waits to be delivered is delivered. */
export async function deleteAlert(tx: Transaction, id: string): Promise<void> {
  await tx.incidentEvent.deleteMany({ where: { alertId: id } });
  await tx.alert.deleteMany({ where: { id } });
}

/** How many alerts a team has, hidden ones too, and how many of them are on patterns. */
export async function countAlerts(tx: Transaction, teamId: string): Promise<{ all: number; patterns: number }> {
  const [all, patterns] = [
    await tx.alert.count({ where: { teamId, automatic: false } }),
    await tx.alert.count({ where: { teamId, automatic: false, pattern: { not: null } } }),
  ];
  return { all, patterns };
}

/**
 * Those of these channels that the team has, which then stay until the transaction ends; without ids all of its
 * channels that are not disabled.
 */
export async function holdChannels(tx: Transaction, teamId: string, ids?: string[]): Promise<string[]> {
  const these = ids === undefined ? Prisma.sql`disabled_at IS NULL` : Prisma.sql`id = ANY(${ids}::uuid[])`;
  const rows = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM channel WHERE team_id = ${teamId}::uuid AND ${these} ORDER BY id FOR KEY SHARE`;
  return rows.map(({ id }) => id);
}

/**
 * The stats that a team sees and whose names match a pattern, by name: at most `limit` of their public ids, and how
 * many there are.
 */
export async function findMatching(
  db: Transaction,
  teamId: string,
  pattern: string,
  limit: number,
): Promise<{ ids: string[]; total: number }> {
  const rows = await db.$queryRaw<{ public_id: string; total: bigint }[]>`
    SELECT public_id, count(*) OVER () AS total FROM (
      SELECT s.* FROM stat s WHERE s.team_id = ${teamId}::uuid
      UNION ALL
      SELECT s.* FROM stat_share h JOIN stat s ON s.id = h.stat_id
      JOIN team o ON o.id = s.team_id AND o.deleted_at IS NULL
      WHERE h.team_id = ${teamId}::uuid) s
    WHERE trashed_at IS NULL AND merged_into_id IS NULL AND name LIKE ${likeOf(pattern)}
    ORDER BY name COLLATE "C", public_id COLLATE "C" LIMIT ${limit}`;
  return { ids: rows.map((row) => row.public_id), total: Number(rows[0]?.total ?? 0) };
}

/**
 * The alerts of any team on a stat that is merged into another: they are on that one from now on. Returns their ids.
 */
export async function moveAlerts(tx: Transaction, from: bigint, into: bigint): Promise<{ id: string }[]> {
  return tx.alert.updateManyAndReturn({ where: { statId: from }, data: { statId: into }, select: { id: true } });
}

/** Worst first. */
export const WORST_FIRST: readonly AlertState[] = [
  "firing",
  "recovering",
  "no_data",
  "error",
  "pending",
  "ok",
  "paused",
];

/** An alert with where it stands: what is worst of its stats, and since when. */
export interface ListedAlert extends StoredAlert {
  state: AlertState;
  since: Date;
  /** What was found when that began; empty where nothing was told yet. */
  reason: string;
  /** The newest value that was judged; null without one. */
  value: number | null;
  /** Of how many stats it stands where. */
  counts: Partial<Record<AlertState, number>>;
  /** Whether somebody has taken it on, of each stat that rings. */
  acknowledged: boolean;
  mutedUntil: Date | null;
  /** The incidents that are open, the newest first. */
  incidentIds: string[];
}

interface ListedRow extends AlertRow {
  rank: number;
  since: Date;
  reason: string | null;
  value: number | null;
  counts: Partial<Record<AlertState, number>> | null;
  acknowledged: boolean;
  muted_until: Date | null;
  incident_ids: string[] | null;
}

export const ALERT_SORTS = ["-created_at", "state"] as const;
export type AlertSort = (typeof ALERT_SORTS)[number];

/** The place after which a page begins: of `state` the rank of the last one's state, and since when. */
export interface AlertPlace {
  rank: number;
  at: Date;
  id: string;
}

export interface AlertFilter {
  teamId: string;
  publicId?: string;
  /** Those on this stat itself, and those of patterns that it stands in. */
  seriesId?: bigint;
  /** A part of the alert's name, of its stat's or of its pattern, in any case. */
  q?: string;
  state?: AlertState;
}

const RANK = Prisma.sql`array_position(${[...WORST_FIRST]}::alert_state_name[], t.state)`;

// The worst standing and the counts are of stats outside the trash; what a share lets the team see no more has no row
// here.
const STOOD = Prisma.sql`
  LEFT JOIN LATERAL (
    SELECT min(${RANK}) AS rank,
      bool_and(t.acknowledged_at IS NOT NULL) FILTER (WHERE t.state IN ('firing', 'recovering', 'no_data'))
        AS acknowledged,
      max(t.muted_until) AS muted_until,
      array_agg(t.incident_id::text ORDER BY t.incident_id DESC) FILTER (WHERE t.incident_id IS NOT NULL)
        AS incident_ids
    FROM alert_standing t JOIN stat k ON k.id = t.stat_id
    WHERE t.alert_id = a.id AND k.trashed_at IS NULL AND k.merged_into_id IS NULL) w ON true
  LEFT JOIN LATERAL (
    SELECT t.stat_id, t.state, t.since, t.value FROM alert_standing t JOIN stat k ON k.id = t.stat_id
    WHERE t.alert_id = a.id AND k.trashed_at IS NULL AND k.merged_into_id IS NULL AND ${RANK} = w.rank
    ORDER BY t.since, t.stat_id LIMIT 1) z ON true`;
const QUIET_RANK = WORST_FIRST.indexOf("ok") + 1;
const PAUSED_RANK = WORST_FIRST.indexOf("paused") + 1;
const STOOD_RANK = Prisma.sql`
  CASE WHEN a.paused_at IS NOT NULL THEN ${PAUSED_RANK}::int ELSE coalesce(w.rank, ${QUIET_RANK}::int) END`;
const STOOD_SINCE = Prisma.sql`coalesce(a.paused_at, z.since, a.created_at)`;

/** A page of a team's alerts with where they stand, in one statement. */
export async function listAlertsOf(
  db: Transaction,
  { teamId, publicId, seriesId, q, state }: AlertFilter,
  page: { sort: AlertSort; limit: number; after: AlertPlace | null },
): Promise<{ alert: ListedAlert; place: AlertPlace }[]> {
  const byState = page.sort === "state";
  const conditions = [
    Prisma.sql`a.team_id = ${teamId}::uuid`,
    SEEN,
    ...(publicId === undefined ? [] : [Prisma.sql`a.public_id = ${publicId}`]),
    ...(seriesId === undefined ? [] : [onStat(seriesId)]),
    ...(q === undefined || q === "" ? [] : [named(q)]),
    ...(state === undefined ? [] : [Prisma.sql`${STOOD_RANK} = ${WORST_FIRST.indexOf(state) + 1}::int`]),
    ...(page.after === null ? [] : [byState ? worseThan(page.after) : olderThan(page.after)]),
  ];
  const order = byState ? Prisma.sql`${STOOD_RANK}, ${STOOD_SINCE}, a.id` : Prisma.sql`a.created_at DESC, a.id DESC`;
  const again = byState ? Prisma.sql`p.rank, p.since, p.id` : Prisma.sql`p.created_at DESC, p.id DESC`;
  const where = Prisma.join(conditions, " AND ");
  // Where nobody asks for a state the page is cut before anything else is looked up; counts and reasons never are for
  // more.
  const cut =
    byState || state !== undefined
      ? FROM
      : Prisma.sql`(SELECT a.* FROM ${FROM} WHERE ${where} ORDER BY ${order} LIMIT ${page.limit}) a
          LEFT JOIN stat s ON s.id = a.stat_id`;
  const rows = await db.$queryRaw<ListedRow[]>`
    WITH page AS MATERIALIZED (
      SELECT ${COLUMNS}, ${STOOD_RANK} AS rank, ${STOOD_SINCE} AS since, z.stat_id AS worst_id, z.state AS worst,
        z.value, coalesce(w.acknowledged, false) AS acknowledged, w.muted_until, w.incident_ids
      FROM ${cut} ${STOOD} WHERE ${where} ORDER BY ${order} LIMIT ${page.limit})
    SELECT p.*, (
        SELECT e.reason FROM incident_event e
        WHERE e.alert_id = p.id AND e.stat_id = p.worst_id AND e.to_state = p.worst
        ORDER BY e.recorded_at DESC, e.id DESC LIMIT 1) AS reason, (
        SELECT jsonb_object_agg(c.state, c.n) FROM (
          SELECT t.state, count(*) AS n FROM alert_standing t JOIN stat k ON k.id = t.stat_id
          WHERE t.alert_id = p.id AND k.trashed_at IS NULL AND k.merged_into_id IS NULL GROUP BY t.state) c) AS counts
    FROM page p ORDER BY ${again}`;
  return rows.map((row) => ({ alert: toListed(row), place: placeOf(row, byState) }));
}

function onStat(seriesId: bigint): Prisma.Sql {
  return Prisma.sql`
    (a.stat_id = ${seriesId}::bigint OR EXISTS (
      SELECT FROM alert_standing o WHERE o.alert_id = a.id AND o.stat_id = ${seriesId}::bigint))`;
}

function named(q: string): Prisma.Sql {
  const like = `%${q.replaceAll(/[\\%_]/g, "\\$&")}%`;
  return Prisma.sql`(a.name ILIKE ${like} OR s.name ILIKE ${like} OR a.pattern ILIKE ${like})`;
}

function worseThan({ rank, at, id }: AlertPlace): Prisma.Sql {
  return Prisma.sql`(${STOOD_RANK}, ${STOOD_SINCE}, a.id) > (${rank}::int, ${at}::timestamptz, ${id}::uuid)`;
}

function olderThan({ at, id }: AlertPlace): Prisma.Sql {
  return Prisma.sql`(a.created_at, a.id) < (${at}::timestamptz, ${id}::uuid)`;
}

function placeOf({ rank, since, created_at, id }: ListedRow, byState: boolean): AlertPlace {
  return byState ? { rank, at: since, id } : { rank: 0, at: created_at, id };
}

async function giveChannels(tx: Transaction, alertId: string, channelIds: string[]): Promise<void> {
  await tx.alertChannel.createMany({ data: channelIds.map((channelId) => ({ alertId, channelId })) });
}

function rowOf({ name, subject, condition, window, missing, runbook, ...seconds }: AlertRule) {
  const { pendingSeconds, holdSeconds, renotifySeconds } = seconds;
  return {
    ...{ name, kind: condition.kind, condition: { ...condition }, timeWindow: window, missing, runbook },
    ...{ pendingSeconds, holdSeconds, renotifySeconds },
    statId: "seriesId" in subject ? subject.seriesId : null,
    pattern: "pattern" in subject ? subject.pattern : null,
  };
}

function toAlert(row: AlertRow): StoredAlert {
  const { stat_public_id: statId, stat_name: statName, pattern } = row;
  return {
    id: row.id,
    publicId: row.public_id,
    teamId: row.team_id,
    name: row.name,
    subject: statId !== null && statName !== null ? { statId, statName } : { pattern: pattern ?? "" },
    condition: row.condition,
    window: row.time_window,
    missing: row.missing,
    pendingSeconds: row.pending_seconds,
    holdSeconds: row.hold_seconds,
    renotifySeconds: row.renotify_seconds,
    runbook: row.runbook,
    automatic: row.automatic,
    channelIds: row.channel_ids,
    pausedAt: row.paused_at,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    statSeriesId: row.stat_id === null ? null : BigInt(row.stat_id),
    statKind: row.stat_kind,
    unit: row.unit ?? "",
  };
}

function toListed(row: ListedRow): ListedAlert {
  return {
    ...toAlert(row),
    state: WORST_FIRST[row.rank - 1] ?? "ok",
    since: row.since,
    reason: row.reason ?? "",
    value: row.value,
    counts: row.counts ?? {},
    acknowledged: row.acknowledged,
    mutedUntil: row.muted_until,
    incidentIds: row.incident_ids ?? [],
  };
}
