import type { Context } from "@/lib/context";
import type { PostResult } from "@/lib/delivery/mail/post";
import { postLetter } from "@/lib/delivery/mail/post-letter";
import { sharedPost } from "@/lib/delivery/mail/shared-post";
import type { Letter, MailedChart } from "@/lib/domain/letter";
import { baseUrl, mailFrom } from "@/lib/env";
import { permitJob } from "@/lib/interactors/permit-job";
import { log } from "@/lib/log";
import { failMailedDeliveries } from "@/lib/store/records/deliveries";
import {
  claimMails,
  type DueMail,
  giveMailUp,
  holdMail,
  markSent,
  type PutOff,
  putMailOff,
  wakeMails,
} from "@/lib/store/records/mail-queue";
import { noteCopyFailed, noteCopySent } from "@/lib/store/records/report-turns";
import { transaction } from "@/lib/store/records/transaction";
import { isForgotten, nextAttempt } from "./next-attempt";
import { readAlertChart } from "./read-alert-chart";
import { type Settled, settleLetter } from "./settle-letter";

/** One is written while another is at the provider; more would hold up the numbers that come in where cores are few. */
const AT_ONCE = 2;
/** Longer than any attempt takes. */
const LEASE_MS = 60_000;
const UNWRITTEN = "it could not be written";

/**
 * Sends the mails that are due, some at a time, and returns how many were. Several workers may run it at once, and be
 * killed anywhere: a mail is sent again until somebody noted that it was taken, always the same under the same key, and
 * the provider delivers one. A round ends early when no mail can be handed over; when one can that was put off, all
 * others that wait for the provider are due at once.
 */
export async function sendMails(ctx: Context, stopping?: AbortSignal): Promise<number> {
  permitJob(ctx.actor);
  for (let sent = 0; ; ) {
    if (stopping?.aborted) return sent;
    const now = ctx.clock.now();
    const leaseEnd = new Date(now.getTime() + LEASE_MS);
    const due = await claimMails(ctx.store.prisma, now, leaseEnd, AT_ONCE);
    const done = await Promise.allSettled(due.map((mail) => sendMail(ctx, mail)));
    for (const each of done) if (each.status === "rejected") throw each.reason;
    const results = done.map((each) => (each.status === "fulfilled" ? each.value : "later"));
    const accepted = due.filter((_, at) => results[at] === "accepted");
    sent += accepted.length;
    if (accepted.some(({ attempts }) => attempts > 1)) await wakeMails(ctx.store.prisma, now);
    const isStuck = accepted.length === 0 && results.includes("later");
    if (due.length === 0 || isStuck || results.includes("limited")) return sent;
  }
}

async function sendMail(ctx: Context, mail: DueMail): Promise<PostResult["outcome"] | "dropped"> {
  if (isForgotten(mail, ctx.clock.now())) {
    await giveUp(ctx, mail, "not sent: an attempt a day ago may have reached its reader");
    return "dropped";
  }
  const settled = await transaction(ctx.store, async (tx): Promise<Settled | null> => {
    return (await holdMail(tx, mail)) ? settleLetter(tx, mail, ctx.clock.now()) : null;
  });
  if (settled === null) return "dropped";
  if ("dropped" in settled) {
    await giveUp(ctx, mail, `not sent: ${settled.dropped}`);
    return "dropped";
  }
  const result = await hand(ctx, mail, settled);
  await note(ctx, mail, settled, result);
  return result.outcome;
}

async function hand(
  ctx: Context,
  mail: DueMail,
  { letter }: Exclude<Settled, { dropped: string }>,
): Promise<PostResult> {
  const chart = await chartFor(ctx, mail, letter);
  const addressed = { letter, chart, to: mail.recipient, at: mail.createdAt, site: baseUrl() };
  try {
    return await postLetter(sharedPost(), { from: mailFrom(), letter: addressed, key: `mail/${mail.id}` });
  } catch (error) {
    log().error({ err: error, mail: mail.id, kind: mail.content.kind }, "a mail could not be written");
    return { outcome: "later", problem: UNWRITTEN };
  }
}

async function chartFor(ctx: Context, { teamId, content }: DueMail, letter: Letter): Promise<MailedChart | null> {
  if (letter.kind !== "alert" || content.kind !== "alert" || teamId === null) return null;
  return readAlertChart(ctx, content.payload, { teamId, zone: letter.zone });
}

async function note(ctx: Context, mail: DueMail, settled: { until: Date | null }, result: PostResult): Promise<void> {
  const { prisma } = ctx.store;
  const now = ctx.clock.now();
  if (result.outcome === "accepted") return noteAccepted(ctx, mail, result.providerId);
  const problem = withoutTokens(result.problem);
  log().warn({ mail: mail.id, kind: mail.content.kind, attempt: mail.attempts, problem }, "a mail was not taken");
  const nextAt = result.outcome === "refused" ? null : nextAttempt(mail, settled.until, result, now);
  if (nextAt === null) return giveUp(ctx, mail, problem);
  await putMailOff(prisma, mail, { nextAt, problem, by: reasonOf(result) });
}

function reasonOf({ outcome, problem }: Exclude<PostResult, { outcome: "accepted" }>): PutOff {
  if (outcome === "limited") return "limit";
  return problem === UNWRITTEN ? "fault" : "provider";
}

async function noteAccepted(ctx: Context, { id, content }: DueMail, providerId: string | null): Promise<void> {
  const now = ctx.clock.now();
  if (content.kind !== "report") return markSent(ctx.store.prisma, id, providerId, now);
  await transaction(ctx.store, async (tx) => {
    await markSent(tx, id, providerId, now);
    await noteCopySent(tx, content.copyId, { providerId, now });
  });
}

/** What it was to tell of alerts is then seen as not delivered, and can be sent again; a report's copy says why. */
async function giveUp(ctx: Context, mail: DueMail, problem: string): Promise<void> {
  const { content } = mail;
  await transaction(ctx.store, async (tx) => {
    const given = await giveMailUp(tx, mail, problem);
    if (given && "deliveryIds" in content) await failMailedDeliveries(tx, content.deliveryIds, problem);
    if (given && content.kind === "report") await noteCopyFailed(tx, content.copyId, problem);
  });
}

/** A server that repeats what it was sent must not bring a link into our records. */
function withoutTokens(problem: string): string {
  return problem.replace(/[\w-]{32,}/g, "…");
}
