import type { Context } from "@/lib/context";
import { composeReport } from "@/lib/domain/report-content";
import { reportSubject } from "@/lib/domain/report-words";
import { log } from "@/lib/log";
import { queueMail } from "@/lib/store/records/mails";
import { agreeForMembers, holdReaders } from "@/lib/store/records/report-recipients";
import {
  type DueTurn,
  holdTurn,
  insertCopies,
  markHanded,
  putTurnOff,
  skipTurn,
} from "@/lib/store/records/report-turns";
import { findReportById } from "@/lib/store/records/reports";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { STALE_MS } from "./claim-reports";
import { readReportFacts } from "./read-report-facts";

const AGAIN_MS = 5 * 60_000;

/**
 * Composes a turn that was taken, and puts one mail for each of its readers in line in the transaction that says so.
 * One that cannot be composed is left for some minutes, and given up after a day. Returns whether it was handed over.
 */
export async function handTurn(ctx: Context, turn: DueTurn): Promise<boolean> {
  const { prisma } = ctx.store;
  try {
    const now = ctx.clock.now();
    const report = now.getTime() - turn.dueAt.getTime() > STALE_MS ? null : await findReportById(prisma, turn.reportId);
    if (report === null) {
      await skipTurn(prisma, turn);
      return false;
    }
    const content = composeReport(await readReportFacts(ctx, report, turn), report.subject);
    return await transaction(ctx.store, async (tx) => {
      if (!(await holdTurn(tx, turn))) return false;
      await markHanded(tx, turn.id, { content, subject: reportSubject(content) });
      await handToAll(tx, { id: turn.id, reportId: report.id, teamId: report.teamId }, now);
      return true;
    });
  } catch (error) {
    log().error({ err: error, turn: turn.id, report: turn.reportId }, "a report could not be composed");
    await putTurnOff(prisma, turn, new Date(ctx.clock.now().getTime() + AGAIN_MS));
    return false;
  }
}

/** One mail of a turn for everybody who agreed to get the report. Returns how many. */
export async function handToAll(
  tx: Transaction,
  turn: { id: string; reportId: string; teamId: string },
  now: Date,
): Promise<number> {
  await agreeForMembers(tx, turn.reportId, now);
  return handTo(tx, turn, await holdReaders(tx, turn.reportId), now);
}

/** One mail of a turn for each of these readers. Returns how many. */
export async function handTo(
  tx: Transaction,
  { id: turnId, teamId }: { id: string; teamId: string },
  readers: { id: string; address: string }[],
  now: Date,
): Promise<number> {
  const copies = await insertCopies(tx, turnId, readers);
  for (const { id: copyId, address: recipient } of copies) {
    await queueMail(tx, { content: { kind: "report", turnId, copyId }, recipient, teamId }, now);
  }
  return copies.length;
}
