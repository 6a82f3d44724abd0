import { z } from "zod";
import {
  MAX_PASSWORD_LENGTH,
  MIN_PASSWORD_LENGTH,
  type PasswordProblem,
  parseEmail,
  passwordProblem,
} from "@/lib/domain/account";
import { invalid } from "@/lib/interactors/parse";

// The real limits are below; these only keep a hostile body from being normalised or hashed.
export const emailInput = z.string().max(1_000);
export const passwordInput = z.string().max(1_000);

const WHY: Record<PasswordProblem, string> = {
  too_short: `must have at least ${MIN_PASSWORD_LENGTH} characters`,
  too_long: `must have at most ${MAX_PASSWORD_LENGTH} characters`,
  is_email: "must not be your email address",
  common: "is one of the passwords that everybody tries first; choose another",
};

/** The address as it is stored. Throws a Refusal `invalid` that points at the email or the password. */
export function checkCredentials(email: string, password: string | undefined): string {
  const address = parseEmail(email);
  const problem = password === undefined ? null : passwordProblem(password, address ?? "");
  const faults = [
    ...(address === null ? [{ pointer: "#/email", detail: "is not an email address" }] : []),
    ...(problem === null ? [] : [{ pointer: "#/password", detail: WHY[problem] }]),
  ];
  if (address === null || faults.length > 0) throw invalid(faults);
  return address;
}
