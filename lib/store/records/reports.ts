import type { Report, ReportCadence, ReportRecipient, ReportSubject } from "@/lib/domain/report";
import type { ReportRhythm, ReportSchedule } from "@/lib/domain/report-schedule";
import type { Prisma } from "@/lib/store/generated/client";
import { newPublicId } from "./identity";
import { findSilent } from "./report-recipients";
import type { Transaction } from "./transaction";

/** Somebody on a report's list; `silent`: mail to the address came back, so that nothing is sent to it any more. */
interface ListedRecipient extends ReportRecipient {
  silent: boolean;
}

/** A report with everybody on its list, in the order in which they came to it. */
export interface ListedReport extends Report {
  recipients: ListedRecipient[];
}

const WITH_LIST = { recipients: { orderBy: { id: "asc" } } } as const satisfies Prisma.ReportInclude;
type ReportRow = Prisma.ReportGetPayload<{ include: typeof WITH_LIST }>;

/** The team's report of this public id; null when it has none. */
export async function findReport(db: Transaction, teamId: string, publicId: string): Promise<ListedReport | null> {
  const row = await db.report.findFirst({ where: { teamId, publicId }, include: WITH_LIST });
  return row && ((await listed(db, [row]))[0] ?? null);
}

/** The same, locked until the transaction ends; what only refers to it does not wait. */
export async function lockReport(tx: Transaction, teamId: string, publicId: string): Promise<ListedReport | null> {
  await tx.$queryRaw`
    SELECT 1 FROM report WHERE public_id = ${publicId} AND team_id = ${teamId}::uuid FOR NO KEY UPDATE`;
  return findReport(tx, teamId, publicId);
}

/** A page of a team's reports, the newest first; `after` is the id of the last one seen, which is not a public one. */
export async function findReports(
  db: Transaction,
  teamId: string,
  { limit, after }: { limit: number; after: string | null },
): Promise<ListedReport[]> {
  const rows = await db.report.findMany({
    where: { teamId, ...(after === null ? {} : { id: { lt: after } }) },
    include: WITH_LIST,
    orderBy: { id: "desc" },
    take: limit,
  });
  return listed(db, rows);
}

/** A report by its own id, whatever the team; null when it is gone, or its team is. */
export async function findReportById(db: Transaction, id: string): Promise<Report | null> {
  const row = await db.report.findFirst({ where: { id, team: { deletedAt: null } } });
  return row && toReport(row);
}

/** What is kept of a report beside its list. */
export interface KeptReport {
  name: string;
  schedule: ReportSchedule;
  subject: ReportSubject;
  /** Null while it is paused. */
  nextAt: Date | null;
}

/** Returns its id and its public id, which is drawn: in a clash the transaction is run anew. */
export async function insertReport(
  tx: Transaction,
  { teamId, createdBy, now, ...kept }: KeptReport & { teamId: string; createdBy: string | null; now: Date },
): Promise<{ id: string; publicId: string }> {
  const fresh = { publicId: newPublicId(), teamId, createdBy, createdAt: now, updatedAt: now };
  return tx.report.create({ data: { ...fresh, ...rowOf(kept) }, select: { id: true, publicId: true } });
}

/** Puts all of it in the place of what was. It is locked. */
export async function changeReport(tx: Transaction, id: string, kept: KeptReport, now: Date): Promise<void> {
  await tx.report.update({ where: { id }, data: { ...rowOf(kept), updatedAt: now } });
}

/** Says when it is sent next; null pauses it. It is locked. */
export async function setNextAt(tx: Transaction, id: string, nextAt: Date | null, now: Date): Promise<void> {
  await tx.report.update({ where: { id }, data: { nextAt, updatedAt: now } });
}

/** Deletes it with its list and its story. What waits to be mailed of it is not mailed. */
export async function deleteReport(tx: Transaction, id: string): Promise<void> {
  await tx.report.deleteMany({ where: { id } });
}

export async function countReports(tx: Transaction, teamId: string): Promise<number> {
  return tx.report.count({ where: { teamId } });
}

/** A report that is due: `nextAt` is when it was to be sent. */
export type DueReport = Report & { nextAt: Date };

/**
 * Up to `most` reports that are due, the longest due first, which nobody else holds: locked until the transaction ends.
 */
export async function holdDueReports(tx: Transaction, now: Date, most: number): Promise<DueReport[]> {
  const held = await tx.$queryRaw<{ id: string }[]>`
    SELECT r.id FROM report r JOIN team t ON t.id = r.team_id AND t.deleted_at IS NULL
    WHERE r.next_at <= ${now} ORDER BY r.next_at, r.id LIMIT ${most} FOR NO KEY UPDATE OF r SKIP LOCKED`;
  const rows = await tx.report.findMany({
    where: { id: { in: held.map(({ id }) => id) } },
    orderBy: { nextAt: "asc" },
  });
  return rows.flatMap((row) => (row.nextAt === null ? [] : [{ ...toReport(row), nextAt: row.nextAt }]));
}

/**
 * Moves reports from when they were due to when they are next, and returns the ids of those that were due then still.
 */
export async function moveReports(tx: Transaction, moves: { id: string; from: Date; to: Date }[]): Promise<string[]> {
  const rows = await tx.$queryRaw<{ id: string }[]>`
    UPDATE report r SET next_at = m.next_at
    FROM unnest(${moves.map(({ id }) => id)}::uuid[], ${moves.map(({ from }) => from)}::timestamptz[],
      ${moves.map(({ to }) => to)}::timestamptz[]) AS m (id, due_at, next_at)
    WHERE r.id = m.id AND r.next_at = m.due_at
    RETURNING r.id`;
  return rows.map(({ id }) => id);
}

const LAST_OF_MONTH = 0;

function rowOf({ name, schedule, subject, nextAt }: KeptReport) {
  const { rhythm, hour, minute, zone } = schedule;
  return {
    ...{ name, zone, atMinute: hour * 60 + minute, subject: { ...subject }, nextAt },
    cadence: CADENCES[rhythm.every],
    weekday: rhythm.every === "week" ? rhythm.weekday : null,
    monthDay: rhythm.every === "month" ? (rhythm.day === "last" ? LAST_OF_MONTH : rhythm.day) : null,
  };
}

const CADENCES: Record<ReportRhythm["every"], ReportCadence> = { day: "daily", week: "weekly", month: "monthly" };

async function listed(db: Transaction, rows: ReportRow[]): Promise<ListedReport[]> {
  const addresses = rows.flatMap(({ recipients }) => recipients.map(({ address }) => address));
  const silent = await findSilent(db, addresses);
  return rows.map((row) => ({
    ...toReport(row),
    recipients: row.recipients.map(({ id, address, confirmedAt, unsubscribedAt }) => {
      return { id, address, confirmedAt, unsubscribedAt, silent: silent.has(address) };
    }),
  }));
}

function toReport(row: Prisma.ReportGetPayload<object>): Report {
  const { id, publicId, teamId, name, atMinute, zone, nextAt, createdAt } = row;
  const schedule = { rhythm: rhythmOf(row), hour: Math.floor(atMinute / 60), minute: atMinute % 60, zone };
  return { id, publicId, teamId, name, schedule, subject: row.subject as unknown as ReportSubject, nextAt, createdAt };
}

function rhythmOf({ cadence, weekday, monthDay }: Prisma.ReportGetPayload<object>): ReportRhythm {
  if (cadence === "daily") return { every: "day" };
  if (cadence === "weekly") return { every: "week", weekday: weekday ?? 1 };
  return { every: "month", day: monthDay === LAST_OF_MONTH ? "last" : (monthDay ?? 1) };
}
