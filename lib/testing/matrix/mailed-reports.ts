import { randomUUID } from "node:crypto";
import { agreeToken, unsubscribeToken } from "@/lib/interactors/reports/recipient-token";
import { newPublicId } from "@/lib/store/records/identity";
import type { Rows } from "./tenant";

const UNTIL = new Date("2999-01-01T00:00:00Z");

/**
 * Puts a report beside what a team has, with recipients outside it: one who gets it, one who ended it, and one who has
 * not agreed yet.
 * Returns the tokens of the links that they were mailed.
 */
export function addMailedReport(
  rows: Rows,
  { own, teamId, createdAt }: { own: string; teamId: string; createdAt: string },
): { unsubscribe: string; resubscribe: string; agreeReport: string } {
  const report = {
    ...{ id: randomUUID(), public_id: newPublicId(), team_id: teamId, name: `${own} mailed report`, cadence: "daily" },
    ...{ at_minute: 480, zone: "UTC", subject: { kind: "moved" }, created_at: createdAt, updated_at: createdAt },
  };
  const recipient = (name: string, confirmedAt: string | null) => ({
    ...{ id: randomUUID(), report_id: report.id, address: `${name}-${own}@example.com` },
    ...{ confirmed_at: confirmedAt, created_at: createdAt },
  });
  const [reader, asked] = [recipient("reader", createdAt), recipient("invitee", null)];
  const gone = { ...recipient("gone", createdAt), unsubscribed_at: createdAt };
  rows.report = [...(rows.report ?? []), report];
  rows.report_recipient = [...(rows.report_recipient ?? []), reader, asked, gone];
  const [unsubscribe, resubscribe] = [unsubscribeToken(reader.id), unsubscribeToken(gone.id)];
  return { unsubscribe, resubscribe, agreeReport: agreeToken(asked, UNTIL) };
}
