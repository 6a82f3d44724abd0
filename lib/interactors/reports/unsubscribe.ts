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
import { readUnsubscribeToken } from "./recipient-token";

const schema = z.strictObject({ token: z.string().max(200) });

/** What the link in a report's mail is about: which report of which team goes where, and whether it has been ended. */
export interface Subscription {
  team: string;
  report: string;
  cadence: ReportCadence;
  address: string;
  ended: boolean;
  /** Whether `resubscribe` would bring it back. */
  canReturn: boolean;
}

/** What would be ended. Whoever has the link may know; nothing changes. Throws `not_found` for one that was not mailed. */
export async function findSubscription(ctx: Context, input: z.input<typeof schema>): Promise<Subscription> {
  const id = readUnsubscribeToken(parseInput(schema, input).token);
  const recipient = id && (await findMailedRecipient(ctx.store.prisma, id));
  if (!recipient) throw linkIsGone();
  return subscriptionOf(recipient);
}

/**
 * Ends one report for one address, from its next mail on. Nobody has to be signed in: the link was mailed there. Once is
 * enough: again changes nothing. Throws `not_found`.
 */
export async function unsubscribe(ctx: Context, input: z.input<typeof schema>): Promise<Subscription> {
  return change(ctx, parseInput(schema, input).token, { ended: true });
}

/**
 * Mails the report there again, for whoever ended it and thinks better of it. Not to those who have left the team since:
 * they have to be asked again. Throws `not_found`.
 */
export async function resubscribe(ctx: Context, input: z.input<typeof schema>): Promise<Subscription> {
  return change(ctx, parseInput(schema, input).token, { ended: false });
}

async function change(ctx: Context, token: string, { ended }: { ended: boolean }): Promise<Subscription> {
  const id = readUnsubscribeToken(token);
  if (id === null) throw linkIsGone();
  return transaction(ctx.store, async (tx) => {
    const recipient = await lockMailedRecipient(tx, id);
    if (recipient === null || !(ended || hasAgreed(recipient))) throw linkIsGone();
    if (isEnded(recipient) === ended) return subscriptionOf(recipient);
    const unsubscribedAt = ended ? ctx.clock.now() : null;
    await changeRecipient(tx, id, { unsubscribedAt });
    const { report, team, address } = recipient;
    await audit(tx, ctx, {
      action: "report.changed",
      subject: { kind: "report", id: report.publicId, name: report.name },
      detail: { changed: ["recipients"], [ended ? "unsubscribed" : "confirmed"]: address },
      as: { userId: null, name: address },
      teamId: team.id,
    });
    return subscriptionOf({ ...recipient, unsubscribedAt });
  });
}

function subscriptionOf(recipient: MailedRecipient): Subscription {
  const { team, report, address } = recipient;
  const ended = isEnded(recipient);
  const about = { team: team.name, report: report.name, cadence: report.cadence, address };
  return { ...about, ended, canReturn: ended && hasAgreed(recipient) };
}

function isEnded({ unsubscribedAt }: MailedRecipient): boolean {
  return unsubscribedAt !== null;
}

function hasAgreed({ confirmedAt }: MailedRecipient): boolean {
  return confirmedAt !== null;
}

function linkIsGone(): Refusal {
  return new Refusal("not_found", "This link was not copied in full, or the report is gone. Nothing has changed.");
}
