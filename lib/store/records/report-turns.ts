import type { ReportContent } from "@/lib/domain/report";
import type { Prisma } from "@/lib/store/generated/client";
import type { ReportTurnState } from "@/lib/store/generated/enums";
import type { Transaction } from "./transaction";

/** One report that is to be told, or was. */
export interface NewTurn {
  reportId: string;
  /** The local date; with `#` and a number behind it for what somebody had sent by hand. */
  turn: string;
  fromAt: Date;
  toAt: Date;
  dueAt: Date;
  state: ReportTurnState;
}

/** Writes turns down; of one local date of a report there is only one, and the first stays. */
export async function insertTurns(tx: Transaction, turns: NewTurn[], now: Date): Promise<void> {
  await tx.reportTurn.createMany({ data: turns.map((turn) => ({ ...turn, createdAt: now })), skipDuplicates: true });
}

/** The latest local date that a report was told or skipped on; null before the first. */
export async function findLastDate(db: Transaction, reportId: string): Promise<string | null> {
  const row = await db.reportTurn.findFirst({
    where: { reportId, turn: { not: { contains: "#" } } },
    orderBy: { turn: "desc" },
    select: { turn: true },
  });
  return row?.turn ?? null;
}

/** When each of a team's reports was due that was composed last, by its public id; those that never were are absent. */
export async function findLastSent(db: Transaction, teamId: string): Promise<Map<string, Date>> {
  const rows = await db.$queryRaw<{ id: string; at: Date }[]>`
    SELECT r.public_id AS id, max(t.due_at) AS at
    FROM report r JOIN report_turn t ON t.report_id = r.id AND t.state = 'handed'
    WHERE r.team_id = ${teamId}::uuid GROUP BY r.public_id`;
  return new Map(rows.map(({ id, at }) => [id, at]));
}

/** How many turns of a local date somebody had sent by hand; the report is locked. */
export async function countByHand(tx: Transaction, reportId: string, date: string): Promise<number> {
  return tx.reportTurn.count({ where: { reportId, turn: { startsWith: `${date}#` } } });
}

/** A turn that is somebody's to compose until the lease ends. */
export interface DueTurn {
  id: string;
  reportId: string;
  turn: string;
  fromAt: Date;
  toAt: Date;
  dueAt: Date;
  leaseUntil: Date;
}

/**
 * Takes a turn that is to be composed and leaves it to whoever asks until `leaseEnd`; of several who ask at once each
 * gets another. When a lease ends without a word, the turn is due again. Null when none is due.
 */
export async function takeTurn(db: Transaction, now: Date, leaseEnd: Date): Promise<DueTurn | null> {
  const [turn] = await db.$queryRaw<DueTurn[]>`
    WITH due AS MATERIALIZED (
      SELECT id FROM report_turn WHERE state = 'due' AND (lease_until IS NULL OR lease_until <= ${now})
      ORDER BY lease_until NULLS FIRST, due_at, id LIMIT 1 FOR UPDATE SKIP LOCKED)
    UPDATE report_turn t SET lease_until = ${leaseEnd} FROM due WHERE t.id = due.id
    RETURNING t.id, t.report_id AS "reportId", t.turn, t.from_at AS "fromAt", t.to_at AS "toAt", t.due_at AS "dueAt",
      t.lease_until AS "leaseUntil"`;
  return turn ?? null;
}

/**
 * Locks a turn that was taken, until the transaction ends. False when the lease has ended and somebody else took it.
 */
export async function holdTurn(tx: Transaction, { id, leaseUntil }: DueTurn): Promise<boolean> {
  const rows = await tx.$queryRaw<object[]>`
    SELECT 1 FROM report_turn WHERE id = ${id}::uuid AND state = 'due' AND lease_until = ${leaseUntil} FOR UPDATE`;
  return rows.length === 1;
}

/** Leaves a turn that could not be composed to whoever asks after a moment. */
export async function putTurnOff(db: Transaction, { id, leaseUntil }: DueTurn, until: Date): Promise<void> {
  await db.reportTurn.updateMany({ where: { id, state: "due", leaseUntil }, data: { leaseUntil: until } });
}

/** Notes that a turn is not told. */
export async function skipTurn(db: Transaction, { id, leaseUntil }: DueTurn): Promise<void> {
  await db.reportTurn.updateMany({
    where: { id, state: "due", leaseUntil },
    data: { state: "skipped", leaseUntil: null },
  });
}

/** Notes what a turn tells, once and for all. It is locked. */
export async function markHanded(
  tx: Transaction,
  id: string,
  { content, subject }: { content: ReportContent; subject: string },
): Promise<void> {
  await tx.reportTurn.update({
    where: { id },
    data: { state: "handed", leaseUntil: null, content: jsonOf(content), subject },
  });
}

/** Writes down a turn that is told at once, and returns its id. */
export async function insertHanded(
  tx: Transaction,
  { content, subject, ...turn }: Omit<NewTurn, "state"> & { content: ReportContent; subject: string },
  now: Date,
): Promise<string> {
  const { id } = await tx.reportTurn.create({
    data: { ...turn, state: "handed", content: jsonOf(content), subject, createdAt: now },
    select: { id: true },
  });
  return id;
}

/** One copy of a turn for each of these readers; none for who has one. */
export async function insertCopies(
  tx: Transaction,
  turnId: string,
  readers: { id: string; address: string }[],
): Promise<{ id: string; address: string }[]> {
  return tx.reportCopy.createManyAndReturn({
    data: readers.map(({ id: recipientId, address }) => ({ turnId, recipientId, address })),
    skipDuplicates: true,
    select: { id: true, address: true },
  });
}

/** Notes that a copy is on its way. */
export async function noteCopySent(
  tx: Transaction,
  copyId: string,
  { providerId, now }: { providerId: string | null; now: Date },
): Promise<void> {
  await tx.reportCopy.updateMany({ where: { id: copyId }, data: { sentAt: now, providerId, problem: "" } });
}

/** Notes that a copy will not go out, or came back, and why. */
export async function noteCopyFailed(tx: Transaction, copyId: string, problem: string): Promise<void> {
  await tx.reportCopy.updateMany({ where: { id: copyId }, data: { problem } });
}

/** A turn as the history tells it. */
export interface ListedTurn extends Omit<NewTurn, "reportId"> {
  id: string;
  /** Empty before it is composed. */
  subject: string;
  /** When it was begun, which is later than `dueAt` where nothing ran then. */
  createdAt: Date;
  copies: { address: string; sentAt: Date | null; problem: string }[];
}

/** What a turn told, and the public id of its report; null when either is gone. */
export async function findTurnContent(
  db: Transaction,
  id: string,
): Promise<{ content: ReportContent; publicId: string } | null> {
  const turn = await db.reportTurn.findFirst({
    where: { id, report: { team: { deletedAt: null } } },
    select: { content: true, report: { select: { publicId: true } } },
  });
  if (!turn?.content) return null;
  return { content: turn.content as unknown as ReportContent, publicId: turn.report.publicId };
}

/** The place after which a page begins. */
export type TurnPlace = Pick<ListedTurn, "dueAt" | "id">;

/** A page of a report's turns, the latest due first. */
export async function findTurns(
  db: Transaction,
  reportId: string,
  { limit, after }: { limit: number; after: TurnPlace | null },
): Promise<ListedTurn[]> {
  const beyond = after && [{ dueAt: { lt: after.dueAt } }, { dueAt: after.dueAt, id: { lt: after.id } }];
  return db.reportTurn.findMany({
    where: { reportId, ...(beyond === null ? {} : { OR: beyond }) },
    select: {
      ...{ id: true, turn: true, fromAt: true, toAt: true, dueAt: true, state: true, subject: true, createdAt: true },
      copies: { select: { address: true, sentAt: true, problem: true }, orderBy: { id: "asc" } },
    },
    orderBy: [{ dueAt: "desc" }, { id: "desc" }],
    take: limit,
  });
}

/** Forgets what up to `batch` turns told that were begun before a moment, and returns how many there were. */
export async function forgetContent(db: Transaction, before: Date, batch: number): Promise<number> {
  return db.$executeRaw`
    UPDATE report_turn SET content = NULL WHERE id IN (
      SELECT id FROM report_turn WHERE created_at < ${before} AND content IS NOT NULL AND state <> 'due'
      ORDER BY created_at LIMIT ${batch})`;
}

function jsonOf(content: ReportContent): Prisma.InputJsonObject {
  return { ...content } as object as Prisma.InputJsonObject;
}
