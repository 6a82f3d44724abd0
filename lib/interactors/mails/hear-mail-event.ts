import { z } from "zod";
import type { Context } from "@/lib/context";
import { type SignedBody, verifySignature } from "@/lib/delivery/webhook/verify-signature";
import { parseEmail } from "@/lib/domain/account";
import { shortLine } from "@/lib/domain/one-line";
import { env } from "@/lib/env";
import { Refusal } from "@/lib/errors";
import { disableChannel } from "@/lib/interactors/channels/disable-channel";
import { invalid } from "@/lib/interactors/parse";
import { log } from "@/lib/log";
import { noteCopyReturned } from "@/lib/store/records/report-letters";
import {
  endSilence,
  findChannelsAt,
  noteMailEvent,
  putSilence,
  type SilenceReason,
} from "@/lib/store/records/silent-addresses";
import { type Transaction, transaction } from "@/lib/store/records/transaction";

const LONGEST_PROBLEM = 300;

const at = { created_at: z.string().default("") };
const mailed = z.object({ email_id: z.string(), to: z.array(z.string()).max(50) });
const listed = z.object({ email: z.string(), origin: z.string() });
const why = z.object({ type: z.string().default(""), message: z.string().default("") });

/** Of Resend's events (https://resend.com/docs/webhooks/event-types) those that say whom not to write to. */
const heardEvent = z.discriminatedUnion("type", [
  z.object({ ...at, type: z.literal("email.bounced"), data: mailed.extend({ bounce: why }) }),
  z.object({ ...at, type: z.literal("email.complained"), data: mailed }),
  z.object({ ...at, type: z.literal("email.suppressed"), data: mailed.extend({ suppressed: why.optional() }) }),
  z.object({ ...at, type: z.literal("suppression.added"), data: listed }),
  z.object({ ...at, type: z.literal("suppression.removed"), data: listed }),
]);
type HeardEvent = z.output<typeof heardEvent>;
const HEARD: string[] = heardEvent.options.map(({ shape }) => shape.type.value);

/** What an event comes to. */
interface Heard {
  /** As `parseEmail` returns them. */
  addresses: string[];
  /** Null when mail is taken again. */
  reason: SilenceReason | null;
  /** In words, for whoever wonders why no mail comes. */
  problem: string;
  /** The mail it is about; null for none of ours. */
  providerId: string | null;
}

/**
 * Hears what the mail provider says became of a mail: an address from which mail came back for good, or where it was
 * called spam, is left alone from then on, channels that lead there are switched off, and the copy of a report says why it
 * did not arrive. An event that comes twice counts once, and they may come in any order. Throws `not_found` when
 * RESEND_WEBHOOK_SECRET is not set, `unauthenticated` for what was not signed with it lately, `invalid` for what is none.
 */
export async function hearMailEvent(ctx: Context, signed: SignedBody): Promise<void> {
  const secret = env().RESEND_WEBHOOK_SECRET;
  if (!secret) throw new Refusal("not_found", "RESEND_WEBHOOK_SECRET is not set where this process was started");
  const now = ctx.clock.now();
  if (!verifySignature(signed, secret, now)) {
    throw new Refusal("unauthenticated", "the signature is not of this body and secret, or is over five minutes old");
  }
  const event = eventIn(signed.body);
  const heard = event && heardOf(event);
  if (event === null || heard === null) return;
  const since = momentOf(event.created_at, now);
  await transaction(ctx.store, async (tx) => {
    if (await noteMailEvent(tx, signed.id, now)) await apply(tx, ctx, heard, since);
  });
  log().info({ event: event.type, mail: heard.providerId }, "heard of a mail");
}

async function apply(
  tx: Transaction,
  ctx: Context,
  { addresses, reason, problem, providerId }: Heard,
  since: Date,
): Promise<void> {
  if (reason !== null && providerId !== null) await noteCopyReturned(tx, providerId, problem);
  for (const address of addresses) {
    if (reason === null) await endSilence(tx, address, since);
    else if (await putSilence(tx, address, { reason, since, problem })) {
      for (const id of await findChannelsAt(tx, address)) await disableChannel(tx, ctx, id, problem);
    }
  }
}

/** Null for an event that is none of these. */
function eventIn(body: string): HeardEvent | null {
  const said = z.object({ type: z.string() }).safeParse(jsonIn(body));
  if (!said.success) throw invalid([{ pointer: "#", detail: "is no event" }]);
  if (!HEARD.includes(said.data.type)) return null;
  const event = heardEvent.safeParse(jsonIn(body));
  if (!event.success) throw invalid([{ pointer: "#/data", detail: "is not what such an event has" }]);
  return event.data;
}

function jsonIn(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}

/** Null when it changes nothing: mail that came back for now may arrive tomorrow. */
function heardOf(event: HeardEvent): Heard | null {
  switch (event.type) {
    case "email.bounced": {
      const { bounce } = event.data;
      if (bounce.type !== "Permanent") return null;
      return ofMail(event.data, "bounced", because(PROBLEMS.bounced, bounce.message));
    }
    case "email.complained":
      return ofMail(event.data, "complained", PROBLEMS.complained);
    case "email.suppressed": {
      const message = event.data.suppressed?.message ?? "";
      return ofMail(event.data, "suppressed", because(PROBLEMS.suppressed, message));
    }
    case "suppression.added":
      return ofAddress(event.data.email, ORIGINS[event.data.origin] ?? "suppressed");
    case "suppression.removed":
      return ofAddress(event.data.email, null);
  }
}

const ORIGINS: Record<string, SilenceReason> = { bounce: "bounced", complaint: "complained" };
const PROBLEMS: Record<SilenceReason, string> = {
  bounced: "mail to this address came back",
  complained: "a mail to this address was marked as spam",
  suppressed: "the mail provider sends nothing to this address",
};

function ofMail({ email_id, to }: z.output<typeof mailed>, reason: SilenceReason, problem: string): Heard {
  return { addresses: to.flatMap((address) => parseEmail(address) ?? []), reason, problem, providerId: email_id };
}

function ofAddress(address: string, reason: SilenceReason | null): Heard {
  const problem = reason === null ? "" : PROBLEMS[reason];
  return { addresses: [parseEmail(address) ?? []].flat(), reason, problem, providerId: null };
}

function because(problem: string, message: string): string {
  return message === "" ? problem : shortLine(`${problem}: ${message}`, LONGEST_PROBLEM);
}

function momentOf(text: string, now: Date): Date {
  const moment = new Date(text);
  return Number.isNaN(moment.getTime()) || moment > now ? now : moment;
}
