import type { Letter } from "@/lib/domain/letter";
import { LINK_MINUTES, type MailContent } from "@/lib/domain/mail";
import { baseUrl } from "@/lib/env";
import { agreeToken } from "@/lib/interactors/reports/recipient-token";
import { reportLinks } from "@/lib/interactors/reports/report-links";
import type { DueMail } from "@/lib/store/records/mail-queue";
import { findMailedCopy, findMailedRecipient, isClaimedInTeam } from "@/lib/store/records/report-letters";
import type { Transaction } from "@/lib/store/records/transaction";

type ContentOf<Kind extends MailContent["kind"]> = Extract<MailContent, { kind: Kind }>;

const GONE = "the report is gone";

/** What a report told when it was composed, to whoever still wants it. */
export async function settleReport(
  tx: Transaction,
  { turnId, copyId }: ContentOf<"report">,
): Promise<{ letter: Letter } | { dropped: string }> {
  const copy = await findMailedCopy(tx, { turnId, copyId });
  const recipient = copy && (await findMailedRecipient(tx, copy.recipientId));
  if (copy === null || recipient === null) return { dropped: GONE };
  if (recipient.unsubscribedAt !== null) return { dropped: "they have unsubscribed" };
  if (recipient.confirmedAt === null) return { dropped: "nobody at the address has agreed to be written to" };
  const { content } = copy;
  if (content === null) return { dropped: "what it told is no longer kept" };
  return { letter: { kind: "report", content, ...reportLinks(content, recipient.id) } };
}

/** Asks an address whether it wants a report, as long as the report is there and it has not agreed. */
export async function settleReportConfirmation(
  tx: Transaction,
  { createdAt }: DueMail,
  { recipientId }: ContentOf<"report_confirm">,
  now: Date,
): Promise<{ letter: Letter; until: Date } | { dropped: string }> {
  const recipient = await findMailedRecipient(tx, recipientId);
  if (recipient === null) return { dropped: GONE };
  const { address, confirmedAt, unsubscribedAt, team, report } = recipient;
  if (confirmedAt !== null && unsubscribedAt === null) return { dropped: "they have agreed already" };
  if (await isClaimedInTeam(tx, team.id, address)) return { dropped: "proving the address is how a member agrees" };
  const until = new Date(createdAt.getTime() + LINK_MINUTES.report_confirm * 60_000);
  if (until <= now) return { dropped: "its link would have expired" };
  const link = `${baseUrl()}/reports/confirm?token=${agreeToken(recipient, until)}`;
  const about = { team: team.name, report: report.name, cadence: report.cadence };
  return { letter: { kind: "report_confirm", ...about, link, until }, until };
}
