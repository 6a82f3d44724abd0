import type { Context } from "@/lib/context";
import type { PostResult } from "@/lib/delivery/mail/post";
import { postLetter } from "@/lib/delivery/mail/post-letter";
import { sharedPost } from "@/lib/delivery/mail/shared-post";
import { baseUrl, mailFrom } from "@/lib/env";
import { permitJob } from "@/lib/interactors/permit-job";
import { log } from "@/lib/log";
import { claimMails, type DueMail, giveMailUp, holdMail, markSent, putMailOff } from "@/lib/store/records/mail-queue";
import { transaction } from "@/lib/store/records/transaction";
import { type Settled, settleLetter } from "./settle-letter";

/** Each takes a connection for a moment, of which a worker has ten. */
const AT_ONCE = 4;
/** Longer than any attempt takes. */
const LEASE_MS = 60_000;
const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;

/** After which time a failed attempt is followed by another: nine in all, within the day for which keys are remembered. */
const AGAIN_AFTER_MS = [5_000, 30_000, 2 * MINUTE_MS, 10 * MINUTE_MS, HOUR_MS, 3 * HOUR_MS, 6 * HOUR_MS, 12 * HOUR_MS];
const LIMITED_FOR_MS = 24 * HOUR_MS;

/**
 * Sends the mails that are due, some at a time, and returns how many were. Several workers may run it at once, and be
 * killed anywhere: a mail is sent again until somebody noted that it was taken, always the same under the same key, and
 * the provider delivers one. A round ends early when mail cannot be handed over.
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
    sent += results.filter((result) => result === "accepted").length;
    if (due.length === 0 || results.some((result) => result === "later" || result === "limited")) return sent;
  }
}

async function sendMail(ctx: Context, mail: DueMail): Promise<PostResult["outcome"] | "dropped"> {
  const settled = await transaction(ctx.store, async (tx): Promise<Settled | null> => {
    return (await holdMail(tx, mail)) ? settleLetter(tx, mail, ctx.clock.now()) : null;
  });
  if (settled === null) return "dropped";
  if ("dropped" in settled) {
    await giveMailUp(ctx.store.prisma, mail, `not sent: ${settled.dropped}`);
    return "dropped";
  }
  const result = await hand(mail, settled);
  await note(ctx, mail, settled, result);
  return result.outcome;
}

async function hand(mail: DueMail, { letter }: Exclude<Settled, { dropped: string }>): Promise<PostResult> {
  const addressed = { letter, to: mail.recipient, at: mail.createdAt, site: baseUrl() };
  try {
    return await postLetter(sharedPost(), { from: mailFrom(), letter: addressed, key: `mail/${mail.id}` });
  } catch (error) {
    log().error({ err: error, mail: mail.id, kind: mail.content.kind }, "a mail could not be written");
    return { outcome: "later", problem: "it could not be written" };
  }
}

async function note(ctx: Context, mail: DueMail, settled: { until: Date | null }, result: PostResult): Promise<void> {
  const { prisma } = ctx.store;
  const now = ctx.clock.now();
  if (result.outcome === "accepted") return markSent(prisma, mail.id, result.providerId, now);
  const problem = withoutTokens(result.problem);
  log().warn({ mail: mail.id, kind: mail.content.kind, attempt: mail.attempts, problem }, "a mail was not taken");
  const nextAt = result.outcome === "refused" ? null : nextAttempt(mail, settled.until, result, now);
  if (nextAt === null) return giveMailUp(prisma, mail, problem);
  await putMailOff(prisma, mail, { nextAt, problem, counts: result.outcome !== "limited" });
}

/** When to try again; null when it is not worth it. A link is tried once more while it can just be used. */
function nextAttempt(
  { attempts, createdAt }: DueMail,
  until: Date | null,
  result: PostResult & { outcome: "later" | "limited" },
  now: Date,
): Date | null {
  const after = result.outcome === "limited" ? result.retryAfterSeconds * 1_000 : AGAIN_AFTER_MS[attempts - 1];
  const isTooOld = result.outcome === "limited" && now.getTime() - createdAt.getTime() > LIMITED_FOR_MS;
  if (after === undefined || isTooOld) return null;
  const latest = until === null ? Number.POSITIVE_INFINITY : until.getTime() - 1;
  const next = Math.min(now.getTime() + after, latest);
  return next > now.getTime() ? new Date(next) : null;
}

/** A server that repeats what it was sent must not bring a link into our records. */
function withoutTokens(problem: string): string {
  return problem.replace(/[\w-]{32,}/g, "…");
}
