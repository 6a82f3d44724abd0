import type { Context } from "@/lib/context";
import { canManageReports, type TeamActor } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { permit } from "@/lib/interactors/permit";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { findReportTo, type ReportTo } from "@/lib/store/records/report-letters";
import { createReport } from "./create-report";

/**
 * The first report of the team that is mailed to the person who asks; `null` when there is none yet, so that one can be
 * offered; `mayStart` says whether to them. Throws `unauthenticated`, `forbidden`.
 */
export async function findMorningReport(ctx: Context): Promise<{ report: ReportTo | null; mayStart: boolean }> {
  const actor = permit(ctx.actor, () => true);
  const address = await ownAddress(ctx, actor);
  return {
    report: await findReportTo(ctx.store.prisma, actor.teamId, address),
    mayStart: canManageReports(actor),
  };
}

/**
 * Has a report of what moved most mailed to the person who asks, every morning at 8 by the team's clocks. An address that
 * they have yet to prove gets it from the first morning after. Throws `conflict` when one of the team's reports goes there.
 */
export async function startMorningReport(ctx: Context): Promise<void> {
  const actor = permit(ctx.actor, canManageReports);
  const address = await ownAddress(ctx, actor);
  if ((await findReportTo(ctx.store.prisma, actor.teamId, address)) !== null) {
    throw new Refusal("conflict", "A report is mailed to you already.");
  }
  await createReport(ctx, { cadence: "daily", recipients: [address] });
}

async function ownAddress(ctx: Context, { userId }: TeamActor): Promise<string> {
  const account = userId === null ? null : await findOwnAccount(ctx.store.prisma, userId);
  if (account === null) throw new Refusal("forbidden", "only a person who is signed in may");
  return account.email;
}
