import type { Delivery, DeliveryPayload, DeliveryState, DeliveryType } from "@/lib/domain/channel";
import { Prisma } from "@/lib/store/generated/client";
import type { Transaction } from "./transaction";

/** A delivery that is somebody's to make until the lease ends. */
export interface DueDelivery extends Delivery {
  teamId: string;
  /** What calls to one receiver have in common: the host, or of a mail the channel. */
  lane: string;
  /** It may go out together with others of its channel. */
  groupable: boolean;
  /** It was held back by quiet hours. */
  wasHeld: boolean;
}

/** A delivery, and which attempt at it this is: what another attempt has taken over since is left alone. */
export type Attempt = Pick<DueDelivery, "id" | "attempts">;

/** Ids sort by when they were made, as Prisma's do: version 7, from a moment. */
const freshId = (now: Date) => Prisma.sql`
  encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send(${now.getTime()}::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid`;

const LANE = Prisma.sql`
  CASE c.kind WHEN 'email' THEN c.id::text WHEN 'pagerduty' THEN 'pagerduty' ELSE split_part(c.shown, ':', 1) END`;

/**
 * Puts in line what an alert has to tell, one row for each of its channels that is on and has agreed, in the transaction
 * of what it tells. Returns how many.
 */
export async function insertDeliveries(
  tx: Transaction,
  { teamId, alertId, payload, now }: { teamId: string; alertId: string; payload: DeliveryPayload; now: Date },
): Promise<number> {
  return tx.$executeRaw`
    INSERT INTO delivery (id, team_id, channel_id, type, payload, groupable, created_at, next_at)
    SELECT ${freshId(now)}, c.team_id, c.id, ${payload.type}, ${JSON.stringify(payload)}::jsonb,
      c.kind IN ('email', 'slack'), ${now}, ${now}
    FROM alert_channel a JOIN channel c ON c.id = a.channel_id
    WHERE a.alert_id = ${alertId}::uuid AND c.team_id = ${teamId}::uuid
      AND c.disabled_at IS NULL AND c.confirmed_at IS NOT NULL`;
}

/** One delivery to one channel, which is the caller's to make until the lease ends. */
export async function insertTaken(
  tx: Transaction,
  { channelId, payload, now, leaseEnd }: { channelId: string; payload: DeliveryPayload; now: Date; leaseEnd: Date },
): Promise<DueDelivery> {
  const rows = await tx.$queryRaw<DueDelivery[]>`
    WITH made AS (
      INSERT INTO delivery (id, team_id, channel_id, type, payload, groupable, created_at, next_at, attempts)
      SELECT ${freshId(now)}, team_id, id, ${payload.type}, ${JSON.stringify(payload)}::jsonb, false, ${now}, ${leaseEnd}, 1
      FROM channel WHERE id = ${channelId}::uuid RETURNING *)
    SELECT ${DUE}, false AS "wasHeld" FROM made d JOIN channel c ON c.id = d.channel_id`;
  return rows[0] as DueDelivery;
}

/** How much is under way in a process, by lane and by team. */
export interface UnderWay {
  lanes: Record<string, number>;
  /** The teams that have as many under way as they may. */
  fullTeams: string[];
}

export interface ClaimLimits {
  /** Channels. */
  most: number;
  mostOfTeam: number;
  /** Calls at once in one lane, of webhooks and pages: each is told alone. */
  mostOfLane: number;
  /** Of those that may go out as one. */
  mostOfGroup: number;
}

/**
 * Takes deliveries that are due, of several channels, the longest due first, and leaves them to whoever asks until
 * `leaseEnd`; of several who ask at once each gets others. When a lease ends without a word, they are due again. No
 * channel keeps another waiting, however much is in line for it. What PagerDuty is told of one incident it is told in
 * order: a page that is resolved before it rang would ring for ever.
 */
export async function claimDeliveries(
  db: Transaction,
  { now, leaseEnd, lanes, fullTeams, ...most }: UnderWay & ClaimLimits & { now: Date; leaseEnd: Date },
): Promise<DueDelivery[]> {
  return db.$queryRaw<DueDelivery[]>`
    WITH due AS MATERIALIZED (
      SELECT channel_id, min(next_at) AS since FROM delivery
      WHERE state IN ('waiting', 'held') AND next_at <= ${now} GROUP BY channel_id),
    ranked AS (
      SELECT l.*, row_number() OVER (PARTITION BY lane ORDER BY since, id) AS of_lane,
        row_number() OVER (PARTITION BY team_id ORDER BY since, id) AS of_team
      FROM (
        SELECT c.id, c.team_id, c.kind, d.since, ${LANE} AS lane
        FROM due d JOIN channel c ON c.id = d.channel_id) l
      CROSS JOIN LATERAL (
        SELECT ${most.mostOfLane}::int - coalesce((${JSON.stringify(lanes)}::jsonb ->> l.lane)::int, 0) AS room) r
      WHERE r.room > 0 AND l.team_id <> ALL(${fullTeams}::uuid[])),
    chosen AS MATERIALIZED (
      SELECT id, kind, ${most.mostOfLane}::int - coalesce((${JSON.stringify(lanes)}::jsonb ->> lane)::int, 0) AS room
      FROM ranked WHERE of_lane = 1 AND of_team <= ${most.mostOfTeam} ORDER BY since, id LIMIT ${most.most}),
    first_of_incident AS MATERIALIZED (
      SELECT DISTINCT ON (d.channel_id, incident) d.id
      FROM chosen c JOIN delivery d ON d.channel_id = c.id
      CROSS JOIN LATERAL (SELECT coalesce(d.payload ->> 'incidentId', d.id::text) AS incident) i
      WHERE c.kind = 'pagerduty' AND d.state IN ('waiting', 'held')
      ORDER BY d.channel_id, incident, d.created_at, d.id),
    taken AS MATERIALIZED (
      SELECT t.id, t.state = 'held' AS "wasHeld" FROM chosen c CROSS JOIN LATERAL (
        SELECT d.id, d.state FROM delivery d
        WHERE d.channel_id = c.id AND d.state IN ('waiting', 'held') AND d.next_at <= ${now}
          AND (c.kind <> 'pagerduty' OR d.id IN (SELECT id FROM first_of_incident))
        ORDER BY d.created_at, d.id
        LIMIT CASE WHEN c.kind IN ('email', 'slack') THEN ${most.mostOfGroup}::int ELSE c.room END
        FOR UPDATE OF d SKIP LOCKED) t),
    d AS (
      UPDATE delivery u SET state = 'waiting', next_at = ${leaseEnd}, attempts = u.attempts + 1
      FROM taken WHERE u.id = taken.id RETURNING u.*, taken."wasHeld")
    SELECT ${DUE}, d."wasHeld" FROM d JOIN channel c ON c.id = d.channel_id ORDER BY d.created_at, d.id`;
}

/** Those of the attempts that nobody has taken over, locked until the transaction ends. */
export async function holdAttempts<T extends Attempt>(tx: Transaction, attempts: T[]): Promise<T[]> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT id FROM delivery d WHERE ${isAmong(attempts)} ORDER BY id FOR UPDATE`;
  const ids = new Set(held.map(({ id }) => id));
  return attempts.filter(({ id }) => ids.has(id));
}

/** Notes that deliveries were taken; `status` is what the receiver answered. */
export async function markSent(db: Transaction, attempts: Attempt[], status: number | null, now: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET state = 'sent', sent_at = ${now}, status = ${status}, problem = '' WHERE ${isAmong(attempts)}`;
}

/** Notes that an attempt failed, and when to make the next. */
export async function markFailed(
  db: Transaction,
  attempts: Attempt[],
  { nextAt, status, problem }: { nextAt: Date; status: number | null; problem: string },
): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET next_at = ${nextAt}, status = ${status}, problem = ${problem} WHERE ${isAmong(attempts)}`;
}

/** Notes that there will be no further attempt. */
export async function markDead(
  db: Transaction,
  attempts: Attempt[],
  { status, problem }: { status: number | null; problem: string },
): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET state = 'dead', status = ${status}, problem = ${problem} WHERE ${isAmong(attempts)}`;
}

/** Holds deliveries back until quiet hours end: this was no attempt. */
export async function markHeld(db: Transaction, attempts: Attempt[], until: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE delivery d SET state = 'held', next_at = ${until}, attempts = d.attempts - 1 WHERE ${isAmong(attempts)}`;
}

/** What was handed over in mails that could not be sent after all. */
export async function failMailedDeliveries(tx: Transaction, deliveryIds: string[], problem: string): Promise<void> {
  await tx.delivery.updateMany({
    where: { id: { in: deliveryIds }, state: "sent" },
    data: { state: "dead", sentAt: null, problem },
  });
}

/** Lets what quiet hours hold back for a channel be looked at again. */
export async function releaseHeld(tx: Transaction, channelId: string, now: Date): Promise<void> {
  await tx.delivery.updateMany({ where: { channelId, state: "held" }, data: { nextAt: now } });
}

/** Gives up what waits for a channel that is off. */
export async function dropWaiting(tx: Transaction, channelId: string, problem: string): Promise<void> {
  await tx.delivery.updateMany({
    where: { channelId, state: { in: ["waiting", "held"] } },
    data: { state: "dead", problem },
  });
}

/**
 * Since when nothing but failures came of a channel: when the oldest delivery was put in line that failed after the last
 * one that was taken, and after `from`. Null when none did. Tests do not count.
 */
export async function findFailingSince(db: Transaction, channelId: string, from: Date | null): Promise<Date | null> {
  const [row] = await db.$queryRaw<{ since: Date | null }[]>`
    SELECT min(created_at) AS since FROM delivery
    WHERE channel_id = ${channelId}::uuid AND type <> 'alert.test' AND state IN ('waiting', 'dead')
      AND attempts > 0 AND problem <> '' AND created_at > coalesce(${from}::timestamptz, '-infinity')
      AND created_at > coalesce((
        SELECT max(sent_at) FROM delivery WHERE channel_id = ${channelId}::uuid AND state = 'sent'), '-infinity')`;
  return row?.since ?? null;
}

/** When a channel was turned on again last, as the log has it; null when it never was off. */
export async function findTurnedOn(db: Transaction, teamId: string, channelId: string): Promise<Date | null> {
  const event = await db.auditEvent.findFirst({
    where: {
      teamId,
      action: "channel.changed",
      subjectId: channelId,
      detail: { path: ["enabled"], equals: true },
    },
    select: { at: true },
    orderBy: { id: "desc" },
  });
  return event?.at ?? null;
}

export interface DeliveryFilter {
  channelId?: string;
  state?: DeliveryState;
  type?: DeliveryType;
  alertId?: string;
  incidentId?: string;
}

/** A page of a team's deliveries, newest first; `after` is the id of the last one seen. */
export async function findDeliveries(
  db: Transaction,
  teamId: string,
  { channelId, state, type, alertId, incidentId }: DeliveryFilter,
  page: { limit: number; after: string | null },
): Promise<Delivery[]> {
  const about = [
    ...(alertId === undefined ? [] : [{ payload: { path: ["alert", "id"], equals: alertId } }]),
    ...(incidentId === undefined ? [] : [{ payload: { path: ["incidentId"], equals: incidentId } }]),
  ];
  const rows = await db.delivery.findMany({
    where: { teamId, channelId, state, type, AND: about, ...(page.after === null ? {} : { id: { lt: page.after } }) },
    orderBy: { id: "desc" },
    take: page.limit,
    include: WITH_CHANNEL,
  });
  return rows.map(toDelivery);
}

/** A delivery of the team, locked until the transaction ends; null when there is none. */
export async function lockDelivery(tx: Transaction, teamId: string, id: string): Promise<Delivery | null> {
  await tx.$queryRaw`SELECT 1 FROM delivery WHERE id = ${id}::uuid AND team_id = ${teamId}::uuid FOR UPDATE`;
  return findDelivery(tx, teamId, id);
}

export async function findDelivery(db: Transaction, teamId: string, id: string): Promise<Delivery | null> {
  const row = await db.delivery.findFirst({ where: { id, teamId }, include: WITH_CHANNEL });
  return row && toDelivery(row);
}

/** Puts a delivery in line again, as if it had never been tried. It is locked. */
export async function putInLineAgain(tx: Transaction, id: string, now: Date): Promise<void> {
  await tx.delivery.update({
    where: { id },
    data: { state: "waiting", nextAt: now, attempts: 0, sentAt: null, status: null, problem: "" },
  });
}

export async function countTests(db: Transaction, teamId: string, since: Date): Promise<number> {
  return db.delivery.count({ where: { teamId, type: "alert.test", createdAt: { gt: since } } });
}

/** Deletes up to `batch` deliveries that were sent, or given up, before these moments; returns how many there were. */
export async function deleteDeliveries(
  db: Transaction,
  { sentBefore, deadBefore, batch }: { sentBefore: Date; deadBefore: Date; batch: number },
): Promise<number> {
  return db.$executeRaw`
    DELETE FROM delivery WHERE id IN (
      SELECT id FROM delivery
      WHERE state = 'sent' AND next_at < ${sentBefore} AND sent_at < ${sentBefore}
        OR state = 'dead' AND next_at < ${deadBefore}
      LIMIT ${batch})`;
}

const DUE = Prisma.sql`
  d.id, d.team_id AS "teamId", d.channel_id AS "channelId", c.name AS "channelName", d.type, d.payload, d.state,
  d.created_at AS "createdAt", d.next_at AS "nextAt", d.attempts, d.sent_at AS "sentAt", d.status, d.problem,
  d.groupable, ${LANE} AS lane`;

/** Of these attempts, in a statement over `delivery d`. */
function isAmong(attempts: Attempt[]): Prisma.Sql {
  return Prisma.sql`
    d.state = 'waiting' AND (d.id, d.attempts) IN (
      SELECT * FROM unnest(${attempts.map(({ id }) => id)}::uuid[], ${attempts.map((each) => each.attempts)}::int[]))`;
}

const WITH_CHANNEL = { channel: { select: { name: true } } } as const;

function toDelivery(row: Prisma.DeliveryGetPayload<{ include: typeof WITH_CHANNEL }>): Delivery {
  const { id, channelId, channel, state, createdAt, nextAt, attempts, sentAt, status, problem } = row;
  const type = row.type as DeliveryType;
  const payload = row.payload as unknown as DeliveryPayload;
  const when = { createdAt, nextAt, attempts, sentAt, status, problem };
  return { id, channelId, channelName: channel.name, type, payload, state, ...when };
}
