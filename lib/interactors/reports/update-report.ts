import { isDeepStrictEqual } from "node:util";
import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports, type TeamActor } from "@/lib/domain/can";
import type { ReportSchedule } from "@/lib/domain/report-schedule";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { dropOthers } from "@/lib/store/records/report-recipients";
import { insertTurns } from "@/lib/store/records/report-turns";
import { changeReport, type ListedReport } from "@/lib/store/records/reports";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { aimOf } from "./claim-reports";
import { auditReport, type ForeseenReport, heldReport, lockedReport, nextAtOf } from "./locked-report";
import { askAgain, putOnList } from "./put-on-list";
import { scheduleOf, updateReportInput } from "./report-input";
import { subjectOf } from "./report-subject";

/**
 * Changes what is named of a report and leaves the rest. By another schedule it is sent next on a local date on which
 * it was not sent yet. Addresses take the place of those before, but whoever unsubscribed stays unsubscribed: the
 * answer says who. Throws `not_found`, and what `createReport` throws.
 */
export async function updateReport(ctx: Context, input: z.input<typeof updateReportInput>): Promise<ForeseenReport> {
  const actor = permit(ctx.actor, canManageReports);
  const { id, name, subject: asked, recipients, ...said } = parseInput(updateReportInput, input);
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const before = await lockedReport(tx, teamId, id);
    const schedule = scheduleOf(said, before.schedule.zone, before.schedule);
    const subject = await subjectOf(tx, actor, asked, before.subject);
    const nextAt = await nextAtBy(tx, before, schedule, now);
    const after = { name: name ?? before.name, schedule, subject, nextAt };
    const listed = recipients !== undefined && (await changeList(tx, ctx, actor, before, recipients));
    const changed = [
      ...(["name", "schedule", "subject"] as const).filter((part) => !isDeepStrictEqual(before[part], after[part])),
      ...(listed ? ["recipients"] : []),
    ];
    if (changed.length > 0) {
      await changeReport(tx, before.id, after, now);
      await auditReport(tx, ctx, "report.changed", { ...before, name: after.name }, { changed });
    }
    return heldReport(tx, teamId, id);
  });
}

/** When it is sent next by another schedule. What was due by the one before is sent by that. */
async function nextAtBy(
  tx: Transaction,
  before: ListedReport,
  schedule: ReportSchedule,
  now: Date,
): Promise<Date | null> {
  const { id, nextAt } = before;
  if (nextAt === null || isDeepStrictEqual(schedule, before.schedule)) return nextAt;
  if (nextAt <= now) await insertTurns(tx, aimOf({ ...before, nextAt }, now).turns, now);
  return nextAtOf(tx, schedule, id, now);
}

/** Whether the list is another now. */
async function changeList(
  tx: Transaction,
  ctx: Context,
  actor: TeamActor,
  report: ListedReport,
  addresses: string[],
): Promise<boolean> {
  const { id, recipients } = report;
  const gone = recipients.filter(
    ({ address, unsubscribedAt }) => unsubscribedAt !== null && addresses.includes(address),
  );
  if (gone.length === addresses.length) {
    const detail = "everybody who is named unsubscribed; only they can put themselves back";
    throw new Refusal("unprocessable", detail, { faults: [{ pointer: "#/recipients", detail }] });
  }
  const dropped = await dropOthers(tx, id, addresses);
  const known = new Set(recipients.map(({ address }) => address));
  const fresh = addresses.filter((address) => !known.has(address));
  await putOnList(tx, ctx, actor, { id, addresses: fresh });
  await askAgain(tx, ctx, report, addresses);
  return dropped > 0 || fresh.length > 0;
}
