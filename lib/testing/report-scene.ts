import { reportSubject } from "@/lib/domain/report-words";
import type { Store } from "@/lib/store/engine/store";
import { newPublicId } from "@/lib/store/records/identity";
import { queueMail } from "@/lib/store/records/mails";
import { transaction } from "@/lib/store/records/transaction";
import { GOLDEN_REPORT } from "./golden-report";

/** A daily report of a team that these addresses have agreed to; the ids of the recipients in their order. */
export async function putReport(
  store: Store,
  teamId: string,
  addresses: string[],
  { confirmedAt = new Date(0) }: { confirmedAt?: Date | null } = {},
): Promise<{ id: string; recipients: string[] }> {
  const { id } = await store.prisma.report.create({
    data: {
      ...{ publicId: newPublicId(), teamId, name: "Morning", cadence: "daily", atMinute: 480, zone: "UTC" },
      subject: { kind: "moved" },
    },
  });
  const recipients: string[] = [];
  for (const address of addresses) {
    recipients.push((await store.prisma.reportRecipient.create({ data: { reportId: id, address, confirmedAt } })).id);
  }
  return { id, recipients };
}

let turns = 0;

/** Hands one turn of a report, which tells of the golden day, to all its recipients; the ids of the copies. */
export async function tellReport(store: Store, reportId: string, now: Date): Promise<string[]> {
  turns += 1;
  return transaction(store, async (tx) => {
    const report = await tx.report.findUniqueOrThrow({
      where: { id: reportId },
      include: { recipients: { orderBy: { id: "asc" } } },
    });
    const content = GOLDEN_REPORT;
    const turn = await tx.reportTurn.create({
      data: {
        ...{ reportId, turn: `2026-11-23#${turns}`, fromAt: now, toAt: now, dueAt: now, state: "handed" },
        ...{ content: content as object, subject: reportSubject(content) },
      },
    });
    const copies: string[] = [];
    for (const { id: recipientId, address } of report.recipients) {
      const copy = await tx.reportCopy.create({ data: { turnId: turn.id, recipientId, address } });
      const mail = { kind: "report" as const, turnId: turn.id, copyId: copy.id };
      await queueMail(tx, { content: mail, recipient: address, teamId: report.teamId }, now);
      copies.push(copy.id);
    }
    return copies;
  });
}
