import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports, type TeamActor } from "@/lib/domain/can";
import type { ReportCadence } from "@/lib/domain/report";
import { Refusal } from "@/lib/errors";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { findMember } from "@/lib/store/records/members";
import { countReports, insertReport } from "@/lib/store/records/reports";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { auditReport, type ForeseenReport, heldReport, nextAtOf } from "./locked-report";
import { putOnList } from "./put-on-list";
import { cadenceOf, createReportInput, MOST_REPORTS, scheduleOf } from "./report-input";
import { subjectOf } from "./report-subject";

const NAMES: Record<ReportCadence, string> = {
  daily: "Daily report",
  weekly: "Weekly report",
  monthly: "Monthly report",
};

/**
 * Makes a report: of what moved most, at 08:00 by the team's clocks and to whoever asks, unless told otherwise. An
 * address that no member has proved is asked by mail first, and gets nothing until it agrees. Throws `invalid` for what
 * cannot be, `not_found` for a stat, `unprocessable` when the team has 100 reports, `limited` when an address was asked
 * too often.
 */
export async function createReport(ctx: Context, input: z.input<typeof createReportInput>): Promise<ForeseenReport> {
  const actor = permit(ctx.actor, canManageReports);
  const { name, subject: asked, recipients, ...said } = parseInput(createReportInput, input);
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    if ((await countReports(tx, teamId)) >= MOST_REPORTS) {
      throw new Refusal("unprocessable", `the team has ${MOST_REPORTS} reports, which is the most; delete one first`);
    }
    const schedule = scheduleOf(said, team.zone);
    const subject = await subjectOf(tx, actor, asked);
    const addresses = recipients ?? (await ownAddress(tx, actor));
    const nextAt = await nextAtOf(tx, schedule, null, now);
    const kept = { name: name ?? NAMES[cadenceOf(schedule)], schedule, subject, nextAt };
    const { id, publicId } = await insertReport(tx, { ...kept, teamId, createdBy: actor.userId, now });
    await putOnList(tx, ctx, actor, { id, addresses });
    const detail = { cadence: cadenceOf(schedule), tz: schedule.zone, recipients: addresses.length };
    await auditReport(tx, ctx, "report.made", { publicId, name: kept.name, teamId }, detail);
    return heldReport(tx, teamId, publicId);
  });
}

async function ownAddress(tx: Transaction, { teamId, userId }: TeamActor): Promise<string[]> {
  const member = userId === null ? null : await findMember(tx, teamId, userId);
  if (member?.verifiedEmail) return [member.verifiedEmail];
  throw invalid([{ pointer: "#/recipients", detail: "must name an address: you have proved none of your own" }]);
}
