import type { Context } from "@/lib/context";
import type { AuditAction, AuditEntry } from "@/lib/domain/audit";
import { nextTurn, nextTurns, type ReportSchedule } from "@/lib/domain/report-schedule";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { findLastDate } from "@/lib/store/records/report-turns";
import { findReport, type ListedReport, lockReport } from "@/lib/store/records/reports";
import type { Transaction } from "@/lib/store/records/transaction";

const FORESEEN = 5;

/** A report as it is now, and when it is sent the next five times: never while it is paused. */
export interface ForeseenReport extends ListedReport {
  nextTimes: Date[];
}

/** What is said of a report that is missing or another team's: nobody can tell which. */
export function noSuchReport(): Refusal {
  return new Refusal("not_found", "there is no such report");
}

/** A report of the team, locked until the transaction ends. Throws `not_found`. */
export async function lockedReport(tx: Transaction, teamId: string, id: string): Promise<ListedReport> {
  const report = await lockReport(tx, teamId, id);
  if (report === null) throw noSuchReport();
  return report;
}

/** A report of the team. Throws `not_found`. */
export async function heldReport(db: Transaction, teamId: string, id: string): Promise<ForeseenReport> {
  const report = await findReport(db, teamId, id);
  if (report === null) throw noSuchReport();
  return foreseen(report);
}

export function foreseen(report: ListedReport): ForeseenReport {
  const { nextAt, schedule } = report;
  if (nextAt === null) return { ...report, nextTimes: [] };
  const after = nextTurns(schedule, nextAt.getTime() / 1_000, FORESEEN - 1);
  return { ...report, nextTimes: [nextAt, ...after.map(({ at }) => new Date(at * 1_000))] };
}

/**
 * When a report is sent next by a schedule: on a local date after all that it was told on, so that none is told twice.
 */
export async function nextAtOf(tx: Transaction, schedule: ReportSchedule, reportId: string | null, now: Date) {
  const last = reportId === null ? null : await findLastDate(tx, reportId);
  let turn = nextTurn(schedule, Math.floor(now.getTime() / 1_000));
  while (last !== null && turn.date <= last) turn = nextTurn(schedule, turn.at);
  return new Date(turn.at * 1_000);
}

/** Writes down what was done to a report. */
export async function auditReport(
  tx: Transaction,
  ctx: Context,
  action: Extract<AuditAction, `report.${string}`>,
  { publicId, name, teamId }: Pick<ListedReport, "publicId" | "name" | "teamId">,
  detail: AuditEntry["detail"] = {},
): Promise<void> {
  await audit(tx, ctx, { action, subject: { kind: "report", id: publicId, name }, detail, teamId });
}
