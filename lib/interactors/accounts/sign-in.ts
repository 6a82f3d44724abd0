import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseEmail } from "@/lib/domain/account";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { findAccount, replacePasswordHash } from "@/lib/store/records/accounts";
import { emailInput, passwordInput } from "./credentials";
import { hashPassword, isOutdated, passwordMatches } from "./password-hash";

const schema = z.strictObject({ email: emailInput, password: passwordInput });

/**
 * Who signs in with this address and password. Throws `unauthenticated`, in the same words and after the same time,
 * for an unknown address, a wrong password and an account without one.
 */
export async function signIn(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ userId: string; tokenVersion: number }> {
  const { email: raw, password } = parseInput(schema, input);
  const email = parseEmail(raw);
  const account = email === null ? null : await findAccount(ctx.store.prisma, email);
  const matches = await passwordMatches(account?.passwordHash ?? null, password);
  if (account === null || !matches) throw new Refusal("unauthenticated", "Email or password is wrong.");
  if (account.passwordHash !== null && isOutdated(account.passwordHash)) {
    await replacePasswordHash(ctx.store.prisma, account.userId, await hashPassword(password));
  }
  return { userId: account.userId, tokenVersion: account.tokenVersion };
}
