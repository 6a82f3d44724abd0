import { isCommonPassword } from "./common-passwords";

const MAX_EMAIL_LENGTH = 254;
export const MIN_PASSWORD_LENGTH = 8;
export const MAX_PASSWORD_LENGTH = 128;

const LOCAL_PART = /^[a-z0-9!#$%&'*+/=?^_`{|}~-]+(\.[a-z0-9!#$%&'*+/=?^_`{|}~-]+)*$/;
const DOMAIN =
  /^([\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?\.)*[\p{L}\p{N}]([\p{L}\p{M}\p{N}-]{0,61}[\p{L}\p{M}\p{N}])?$/u;

/**
 * An email address as it is stored and written to, or null when it is none. It is brought to NFKC and lower case
 * first and judged after, so that a full-width `＠` cannot become a second one later. Quoted local parts, display
 * names, spaces, control characters and more than 254 characters are refused.
 */
export function parseEmail(raw: string): string | null {
  const email = raw.normalize("NFKC").trim().toLowerCase();
  if (raw.normalize("NFKC") !== raw.normalize("NFC") || email.length > MAX_EMAIL_LENGTH) return null;
  const [local, domain, ...rest] = email.split("@");
  if (local === undefined || domain === undefined || rest.length > 0) return null;
  return local.length <= 64 && LOCAL_PART.test(local) && DOMAIN.test(domain) ? email : null;
}

export type PasswordProblem = "too_short" | "too_long" | "is_email" | "common";

/**
 * Why a password may not be used, or null when it may. It counts exactly as typed: nothing is trimmed or
 * folded, except to compare it with the address and with passwords that everybody tries first.
 */
export function passwordProblem(password: string, email: string): PasswordProblem | null {
  const length = [...password].length;
  if (length < MIN_PASSWORD_LENGTH) return "too_short";
  if (length > MAX_PASSWORD_LENGTH) return "too_long";
  const folded = password.toLowerCase();
  if (folded === email.toLowerCase() || folded === email.toLowerCase().split("@")[0]) return "is_email";
  return isCommonPassword(folded) ? "common" : null;
}

/** The name a person's first team gets, from the part of the address before the `@`. */
export function personalTeamName(email: string): string {
  return `${email.split("@")[0]}'s team`;
}
