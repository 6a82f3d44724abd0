import type { LinkKind, MailContent } from "./mail";
import type { Role } from "./team";

/** An address that works until a moment. */
interface Link {
  link: string;
  until: Date;
}

type Told = "new_stats" | "email_changed" | "password_changed" | "new_sign_in" | "key_made" | "removed_from_team";

/** What a mail turns out to say when it is sent: its content, now that it is known whom it goes to, with its link. */
export type Letter =
  | { [Kind in LinkKind]: { kind: Kind } & Link }[LinkKind]
  /** Somebody wanted an account, or to move one, to an address that is another account's. */
  | { kind: "account_exists"; wanted: "new_account" | "change_email" }
  /** Somebody wanted a new password for an address that no account has proved. */
  | { kind: "no_account" }
  | ({ kind: "invitation"; team: string; by: string; role: Role } & Link)
  | Extract<MailContent, { kind: Told }>
  | { kind: "account_deleted" };

export interface AddressedLetter {
  letter: Letter;
  to: string;
  /** When what it tells of happened. */
  at: Date;
  /** The address of the product, without a slash at its end. */
  site: string;
}

/** A letter as it goes out. */
export interface WrittenMail {
  subject: string;
  html: string;
  text: string;
}
