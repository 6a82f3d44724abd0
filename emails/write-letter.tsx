import { render } from "react-email";
import type { AddressedLetter, Letter, WrittenMail } from "@/lib/domain/letter";
import { oneLine, shortLine } from "@/lib/domain/one-line";
import { accountDeleted } from "./account-deleted";
import { accountExists } from "./account-exists";
import { alert } from "./alert";
import { alertDigest } from "./alert-digest";
import { changeEmail } from "./change-email";
import { channelConfirm } from "./channel-confirm";
import { channelDisabled } from "./channel-disabled";
import { emailChanged } from "./email-changed";
import { invitation } from "./invitation";
import { keyMade } from "./key-made";
import { Layout } from "./layout";
import { newSignIn } from "./new-sign-in";
import { newStats } from "./new-stats";
import { noAccount } from "./no-account";
import { passwordChanged } from "./password-changed";
import { removedFromTeam } from "./removed-from-team";
import { report } from "./report";
import { reportConfirm } from "./report-confirm";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";
import type { About, Template } from "./template";
import { verifyEmail } from "./verify-email";

const LONGEST_SUBJECT = 200;

/**
 * A letter as it goes out, with the `cid:` of each picture that goes along. The same letter is the same to the last byte,
 * whenever it is written.
 */
export async function writeLetter(
  { letter, to, at, site }: Omit<AddressedLetter, "chart">,
  pictures: string[] = [],
): Promise<WrittenMail> {
  const about = { to, at, site, pictures };
  const { subject, title, preview, why, html, text } = templateOf(inert(letter), about);
  const page = (
    <Layout title={title} preview={preview} why={why} site={site}>
      {html}
    </Layout>
  );
  return {
    subject: shortLine(subject, LONGEST_SUBJECT),
    html: await render(page),
    text: `${[title, ...text, `-- \nStatnest, ${site}\n${why}`].join("\n\n")}\n`,
    ...headersOf(letter),
  };
}

/** By RFC 8058, so that a mail program can end these mails with one click. */
function headersOf(letter: Letter): Pick<WrittenMail, "headers"> {
  if (!("oneClick" in letter) || letter.oneClick === undefined) return {};
  return {
    headers: { "List-Unsubscribe": `<${letter.oneClick}>`, "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  };
}

function templateOf(letter: Letter, about: About): Template {
  switch (letter.kind) {
    case "verify_email":
      return verifyEmail(letter);
    case "account_exists":
      return accountExists(letter, about);
    case "sign_in":
      return signIn(letter);
    case "reset_password":
      return resetPassword(letter);
    case "no_account":
      return noAccount(letter, about);
    case "change_email":
      return changeEmail(letter);
    case "invitation":
      return invitation(letter, about);
    case "new_stats":
      return newStats(letter, about);
    case "email_changed":
      return emailChanged(letter, about);
    case "password_changed":
      return passwordChanged(letter, about);
    case "new_sign_in":
      return newSignIn(letter, about);
    case "key_made":
      return keyMade(letter, about);
    case "removed_from_team":
      return removedFromTeam(letter, about);
    case "account_deleted":
      return accountDeleted(letter, about);
    case "alert":
      return alert(letter, about);
    case "alert_digest":
      return alertDigest(letter, about);
    case "channel_confirm":
      return channelConfirm(letter, about);
    case "channel_disabled":
      return channelDisabled(letter, about);
    case "report":
      return report(letter, about);
    case "report_confirm":
      return reportConfirm(letter, about);
  }
}

/** Every text in a letter stays on its line, wherever a template puts it. */
function inert<T>(value: T): T;
function inert(value: unknown): unknown {
  if (typeof value === "string") return oneLine(value);
  if (Array.isArray(value)) return value.map(inert);
  if (value === null || typeof value !== "object" || value instanceof Date) return value;
  return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, inert(each)]));
}
