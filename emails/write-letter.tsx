import { render } from "react-email";
import type { AddressedLetter, Letter, WrittenMail } from "@/lib/domain/letter";
import { oneLine, shortLine } from "@/lib/domain/one-line";
import { accountDeleted } from "./account-deleted";
import { accountExists } from "./account-exists";
import { changeEmail } from "./change-email";
import { emailChanged } from "./email-changed";
import { invitation } from "./invitation";
import { keyMade } from "./key-made";
import { Layout } from "./layout";
import { newSignIn } from "./new-sign-in";
import { newStats } from "./new-stats";
import { noAccount } from "./no-account";
import { passwordChanged } from "./password-changed";
import { removedFromTeam } from "./removed-from-team";
import { resetPassword } from "./reset-password";
import { signIn } from "./sign-in";
import type { About, Template } from "./template";
import { verifyEmail } from "./verify-email";

const LONGEST_SUBJECT = 200;

/** A letter as it goes out. The same letter is the same to the last byte, whenever it is written. */
export async function writeLetter({ letter, ...about }: AddressedLetter): Promise<WrittenMail> {
  const { subject, title, preview, why, html, text } = templateOf(inert(letter), about);
  const page = (
    <Layout title={title} preview={preview} why={why} site={about.site}>
      {html}
    </Layout>
  );
  return {
    subject: shortLine(subject, LONGEST_SUBJECT),
    html: await render(page),
    text: `${[title, ...text, `-- \nStatnest, ${about.site}\n${why}`].join("\n\n")}\n`,
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
