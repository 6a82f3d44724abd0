import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageReports, type TeamActor } from "@/lib/domain/can";
import { localDate } from "@/lib/domain/report-schedule";
import { reportSubject } from "@/lib/domain/report-words";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { withinPatience } from "@/lib/interactors/series/within-patience";
import { queueMail } from "@/lib/store/records/mails";
import { findMember } from "@/lib/store/records/members";
import { holdReaders } from "@/lib/store/records/report-recipients";
import { countByHand, insertHanded } from "@/lib/store/records/report-turns";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { handTo, handToAll } from "./hand-turn";
import { lastContent } from "./last-content";
import { auditReport, heldReport, lockedReport } from "./locked-report";

export const sendReportInput = z.strictObject({
  id: z.string().max(64),
  test: z.boolean().default(false).describe("To nobody but whoever asks, at their own proved address."),
});

/** In a day, for one report. */
const MOST_BY_HAND = 10;
const DAY_SECONDS = 86_400;

/**
 * Sends a report of the last whole period at once, beside its turns: to everybody who gets it or, to try it, to
 * oneself. Returns what it is called in the history, and how many mails were put in line. Throws `not_found`,
 * `unprocessable` when nobody gets it or whoever asks has no proved address, `limited` after ten on one day,
 * `unavailable`.
 */
export async function sendReportNow(
  ctx: Context,
  input: z.input<typeof sendReportInput>,
): Promise<{ turn: string; mails: number }> {
  const actor = permit(ctx.actor, canManageReports);
  const { id, test } = parseInput(sendReportInput, input);
  const { teamId } = actor;
  const now = ctx.clock.now();
  const asked = await heldReport(ctx.store.prisma, teamId, id);
  const { content, fromAt, toAt } = await withinPatience(lastContent(ctx, asked));
  return transaction(ctx.store, async (tx) => {
    const report = await lockedReport(tx, teamId, id);
    const turn = await nextByHand(tx, report, now);
    const told = { content, subject: reportSubject(content), fromAt, toAt, dueAt: now };
    const turnId = await insertHanded(tx, { reportId: report.id, turn, ...told }, now);
    const handed = { id: turnId, reportId: report.id, teamId };
    const mails = test ? await handToOneself(tx, actor, handed, now) : await handToAll(tx, handed, now);
    if (mails === 0)
      throw new Refusal("unprocessable", "nobody who is on the list gets it: they have not agreed, or no more");
    await auditReport(tx, ctx, "report.sent", report, { turn, mails, test });
    return { turn, mails };
  });
}

async function nextByHand(
  tx: Transaction,
  { id, schedule }: Awaited<ReturnType<typeof lockedReport>>,
  now: Date,
): Promise<string> {
  const date = localDate(Math.floor(now.getTime() / 1_000), schedule.zone);
  const sent = await countByHand(tx, id, date);
  if (sent < MOST_BY_HAND) return `${date}#${sent + 1}`;
  const detail = `it was sent by hand ${MOST_BY_HAND} times today, which is the most`;
  throw new Refusal("limited", detail, { retryAfterSeconds: DAY_SECONDS });
}

/** As the very mail that comes every time when they are on the list; else one that has nothing to unsubscribe from. */
async function handToOneself(
  tx: Transaction,
  { userId }: TeamActor,
  turn: { id: string; reportId: string; teamId: string },
  now: Date,
): Promise<number> {
  const { id: turnId, teamId } = turn;
  const member = userId === null ? null : await findMember(tx, teamId, userId);
  const recipient = member?.verifiedEmail;
  if (userId === null || !recipient) {
    throw new Refusal("unprocessable", "you have no proved address to which it could be sent");
  }
  const listed = (await holdReaders(tx, turn.reportId)).filter(({ address }) => address === recipient);
  if (listed.length > 0) return handTo(tx, turn, listed, now);
  await queueMail(tx, { content: { kind: "report_test", turnId }, recipient, teamId, userId }, now);
  return 1;
}
