import type { Letter } from "@/lib/domain/letter";
import { LINK_MINUTES, type LinkKind, type MailContent, type MailKind } from "@/lib/domain/mail";
import { baseUrl } from "@/lib/env";
import {
  findClaim,
  findProver,
  insertLink,
  isInTeam,
  isLinkThere,
  linkInvitation,
} from "@/lib/store/records/mail-links";
import { type DueMail, noteLinked } from "@/lib/store/records/mail-queue";
import { hashLink } from "@/lib/store/records/mailed-links";
import { findSilence, type SilenceReason } from "@/lib/store/records/silent-addresses";
import type { Transaction } from "@/lib/store/records/transaction";
import { mailToken } from "./mail-token";
import { settleAlert, settleConfirmation } from "./settle-alert";
import { settleReport, settleReportConfirmation } from "./settle-report";
import { settleReportTest } from "./settle-report-test";

/** A link with less time than this left is not worth a mail. */
const WORTH_IT_MS = 60_000;
const NOBODYS = "nobody has proved the address";
const SILENT: Record<SilenceReason, string> = {
  bounced: "mail to the address came back",
  complained: "a mail was called spam at the address",
  suppressed: "the mail provider sends nothing to the address",
};

/** `until`: when there is no point any more in sending it; null when it can be sent at any time. */
export type Settled = { letter: Letter; until: Date | null } | { dropped: string };

/**
 * What goes to an address that is silent too. Mail came back from it, or somebody there called it spam, so it gets what
 * its owner asks for at that very moment and cannot do without: to sign in, a new password, a proof that mail arrives.
 * All else would come unasked, security notices too: from where mail comes back nobody reads them, and where it was
 * called spam another one brings the next complaint, which is counted against the mails of everybody else. What others
 * ask for (an invitation, whether an address agrees) is not for them to send there either.
 */
const ASKED_FOR: MailKind[] = ["sign_in", "reset_password", "verify_email", "change_email"];

/**
 * What a mail says to whom it turns out to go to, with its link, which is stored here and usable once the transaction
 * is committed; or why it has nothing to say any more.
 */
export async function settleLetter(tx: Transaction, mail: DueMail, now: Date): Promise<Settled> {
  const { content, recipient } = mail;
  const silence = await findSilence(tx, recipient);
  if (silence !== null && !ASKED_FOR.includes(content.kind)) return { dropped: SILENT[silence.reason] };
  switch (content.kind) {
    case "verify_email":
    case "change_email":
      return settleClaim(tx, mail, { kind: content.kind, isSilent: silence !== null }, now);
    case "sign_in":
      return withLink(tx, mail, { kind: "sign_in", userId: null, path: signInPath(content.next) }, now);
    case "reset_password": {
      const prover = await findProver(tx, recipient);
      if (prover === null) return unlinked({ kind: "no_account" });
      return withLink(tx, mail, { kind: "reset_password", userId: prover, path: "/reset" }, now);
    }
    case "invitation":
      return settleInvitation(tx, mail, content, now);
    case "alert":
    case "alert_digest": {
      const settled = await settleAlert(tx, mail, content);
      return "dropped" in settled ? settled : unlinked(settled.letter);
    }
    case "channel_confirm": {
      const settled = await settleConfirmation(tx, mail, content, now);
      return "dropped" in settled ? settled : { ...settled, until: lastMoment(settled.until) };
    }
    case "report": {
      const settled = await settleReport(tx, content);
      return "dropped" in settled ? settled : unlinked(settled.letter);
    }
    case "report_test": {
      const obstacle = await obstacleTo(tx, mail);
      const settled = obstacle === null ? await settleReportTest(tx, content.turnId) : { dropped: obstacle };
      return "dropped" in settled ? settled : unlinked(settled.letter);
    }
    case "report_confirm": {
      const settled = await settleReportConfirmation(tx, mail, content, now);
      return "dropped" in settled ? settled : { ...settled, until: lastMoment(settled.until) };
    }
    case "email_changed":
    case "account_deleted":
      return unlinked(content);
    default: {
      const obstacle = await obstacleTo(tx, mail);
      return obstacle === null ? unlinked(content) : { dropped: obstacle };
    }
  }
}

/**
 * An account wants to prove an address: another may have done so already, and perhaps the account is gone. One that is
 * silent is proved again, to be written to again.
 */
async function settleClaim(
  tx: Transaction,
  mail: DueMail,
  { kind, isSilent }: { kind: "verify_email" | "change_email"; isSilent: boolean },
  now: Date,
): Promise<Settled> {
  const { recipient, userId } = mail;
  const claim = userId === null ? null : await findClaim(tx, userId);
  if (userId === null || claim === null) return { dropped: "the account is gone" };
  if (claim.verifiedEmail === recipient && !(kind === "verify_email" && isSilent)) {
    return { dropped: "the address is proved" };
  }
  if (kind === "verify_email" && claim.email !== recipient) return { dropped: "the account has another address" };
  const prover = await findProver(tx, recipient);
  if (prover !== null && prover !== userId) {
    return unlinked({ kind: "account_exists", wanted: kind === "verify_email" ? "new_account" : "change_email" });
  }
  return withLink(tx, mail, { kind, userId, path: kind === "verify_email" ? "/verify" : "/email" }, now);
}

async function settleInvitation(
  tx: Transaction,
  { id, recipient }: DueMail,
  { invitationId, ...told }: Extract<MailContent, { kind: "invitation" }>,
  now: Date,
): Promise<Settled> {
  const token = mailToken(id);
  const until = await linkInvitation(tx, { id: invitationId, email: recipient, hash: hashLink(token), now });
  if (until === null) return { dropped: "the invitation was accepted or taken back, or has expired" };
  return { letter: { ...told, link: linkTo("/invitation", token), until }, until: lastMoment(until) };
}

async function withLink(
  tx: Transaction,
  { id, recipient: email, createdAt, linked }: DueMail,
  { kind, userId, path }: { kind: LinkKind; userId: string | null; path: string },
  now: Date,
): Promise<Settled> {
  const until = new Date(createdAt.getTime() + LINK_MINUTES[kind] * 60_000);
  if (lastMoment(until) <= now) return { dropped: "its link would have expired" };
  const token = mailToken(id);
  // A link that was used while nobody knew whether its mail had gone out must not come alive again.
  if (linked && !(await isLinkThere(tx, id))) return { dropped: "its link was used, or another in its place" };
  if (!linked) {
    await insertLink(tx, { id, kind, email, userId, hash: hashLink(token), createdAt, expiresAt: until });
    await noteLinked(tx, id);
  }
  return { letter: { kind, link: linkTo(path, token), until }, until: lastMoment(until) };
}

/**
 * Why a notice is not sent, or null. It goes to people who have proved an address, this one or, since it was put in
 * line, another; what a team is told goes to who is still in it.
 */
async function obstacleTo(tx: Transaction, { recipient, userId, teamId }: DueMail): Promise<string | null> {
  const prover = await findProver(tx, recipient);
  if (userId === null) return prover === null ? NOBODYS : null;
  if (prover !== userId && !(await findClaim(tx, userId))?.verifiedEmail) return NOBODYS;
  return teamId === null || (await isInTeam(tx, teamId, userId)) ? null : "the person is no longer in the team";
}

function unlinked(letter: Letter): Settled {
  return { letter, until: null };
}

function signInPath(next: string): string {
  return `/signin/link?next=${encodeURIComponent(next)}`;
}

/** Always at the configured address, whatever host anybody asked for. */
function linkTo(path: string, token: string): string {
  return `${baseUrl()}${path}${path.includes("?") ? "&" : "?"}token=${token}`;
}

function lastMoment(until: Date): Date {
  return new Date(until.getTime() - WORTH_IT_MS);
}
