import { z } from "zod";
import type { Context } from "@/lib/context";
import type { ReportCadence } from "@/lib/domain/report";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import {
  changeRecipient,
  findMailedRecipient,
  lockMailedRecipient,
  type MailedRecipient,
} from "@/lib/store/records/report-letters";
import { transaction } from "@/lib/store/records/transaction";
import { readAgreeToken } from "./recipient-token";

const schema = z.strictObject({ token: z.string().max(200) });

/** What somebody is asked to agree to, and whether they have. */
export interface Agreement {
  team: string;
  report: string;
  cadence: ReportCadence;
  address: string;
  agreed: boolean;
}

/**
 * What the link of a confirmation mail asks. Whoever has the link may know; nothing changes. Throws `not_found` for one
 * that is over, or about a report that is gone or no longer goes there.
 */
export async function findAgreement(ctx: Context, input: z.input<typeof schema>): Promise<Agreement> {
  const asked = readAgreeToken(parseInput(schema, input).token, ctx.clock.now());
  const recipient = asked && (await findMailedRecipient(ctx.store.prisma, asked.id));
  if (!recipient || !asked?.isFor(recipient.address)) throw linkIsGone();
  return agreementOf(recipient);
}

/**
 * Agrees, for the address of the link, to a report; who ended it before gets it again. Once is enough: again changes
 * nothing. Throws `not_found`.
 */
export async function confirmRecipient(ctx: Context, input: z.input<typeof schema>): Promise<Agreement> {
  const asked = readAgreeToken(parseInput(schema, input).token, ctx.clock.now());
  if (asked === null) throw linkIsGone();
  return transaction(ctx.store, async (tx) => {
    const recipient = await lockMailedRecipient(tx, asked.id);
    if (recipient === null || !asked.isFor(recipient.address)) throw linkIsGone();
    if (isAgreed(recipient)) return agreementOf(recipient);
    const confirmedAt = ctx.clock.now();
    await changeRecipient(tx, recipient.id, { confirmedAt, unsubscribedAt: null });
    const { report, team, address } = recipient;
    await audit(tx, ctx, {
      action: "report.changed",
      subject: { kind: "report", id: report.publicId, name: report.name },
      detail: { changed: ["recipients"], confirmed: address },
      as: { userId: null, name: address },
      teamId: team.id,
    });
    return agreementOf({ ...recipient, confirmedAt, unsubscribedAt: null });
  });
}

function isAgreed({ confirmedAt, unsubscribedAt }: MailedRecipient): boolean {
  return confirmedAt !== null && unsubscribedAt === null;
}

function agreementOf(recipient: MailedRecipient): Agreement {
  const { team, report, address } = recipient;
  return { team: team.name, report: report.name, cadence: report.cadence, address, agreed: isAgreed(recipient) };
}

function linkIsGone(): Refusal {
  return new Refusal("not_found", "this link no longer works; ask whoever had it sent for another");
}
