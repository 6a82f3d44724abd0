import type { Letter } from "@/lib/domain/letter";
import { ownLinks } from "@/lib/interactors/reports/report-links";
import { findTurnContent } from "@/lib/store/records/report-turns";
import type { Transaction } from "@/lib/store/records/transaction";

/** A report that somebody sent to themselves to try it: nobody is on a list, so it ends where it was sent from. */
export async function settleReportTest(
  tx: Transaction,
  turnId: string,
): Promise<{ letter: Letter } | { dropped: string }> {
  const found = await findTurnContent(tx, turnId);
  if (found === null) return { dropped: "the report is gone" };
  const { content, publicId } = found;
  return { letter: { kind: "report", content, ...ownLinks(content, publicId) } };
}
