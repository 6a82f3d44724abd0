import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseEmail } from "@/lib/domain/account";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { type Account, findAccount, replacePasswordHash } from "@/lib/store/records/accounts";
import { keepOrNot } from "@/lib/store/records/attempts";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { takeSignIn } from "./attempts";
import { emailInput, passwordInput } from "./credentials";
import { type Device, deviceInput, isKnownDevice } from "./device";
import { getLink, linkIsGone } from "./get-link";
import { hashPassword, isOutdated, passwordMatches } from "./password-hash";
import { tellOfSignIn } from "./tell-of-sign-in";

const device = deviceInput.nullish();
const schema = z.strictObject({ email: emailInput, password: passwordInput, device });
const linkSchema = z.strictObject({ token: z.string().max(200), password: passwordInput, device });

export interface SignedIn {
  userId: string;
  tokenVersion: number;
}

/**
 * Who signs in with this address and password, in a browser that may be known. Throws `unauthenticated`, in the same
 * words and after the same time, for an unknown address, a wrong password and an account without one; `limited` after
 * too many of them, whether the address has an account or not.
 */
export async function signIn(ctx: Context, input: z.input<typeof schema>): Promise<SignedIn> {
  const { email: raw, password, device } = parseInput(schema, input);
  const email = parseEmail(raw);
  const account = email === null ? null : await findAccount(ctx.store.prisma, email);
  return letIn(ctx, { account, typed: email ?? raw, password, device });
}

/**
 * The same for the account that a link to confirm an address was mailed for, which need not be the one that the
 * address signs in to yet. The link is not used. Throws `not_found` for one that was used or has expired, too.
 */
export async function signInToVerify(ctx: Context, input: z.input<typeof linkSchema>): Promise<SignedIn> {
  const { token, password, device } = parseInput(linkSchema, input);
  const link = await getLink(ctx, { kind: "verify_email", token });
  const own = link?.userId == null ? null : await findOwnAccount(ctx.store.prisma, link.userId);
  if (own === null) throw linkIsGone();
  const account = { ...own, verified: own.verifiedEmail !== null };
  return letIn(ctx, { account, typed: own.email, password, device });
}

interface Attempt {
  account: Account | null;
  /** What was typed for an address: limits count by it. */
  typed: string;
  password: string;
  device: Device | null | undefined;
}

async function letIn(ctx: Context, { account, typed, password, device }: Attempt): Promise<SignedIn> {
  const known = account !== null && isKnownDevice(device, account.userId);
  const giveBack = await takeSignIn(ctx, {
    email: typed,
    device: known ? { id: device.id, userId: account.userId } : null,
  });
  const matches = await passwordMatches(account?.passwordHash ?? null, password);
  if (account === null || !matches) {
    await noteFailure(ctx, account);
    throw new Refusal("unauthenticated", "Email or password is wrong.");
  }
  await giveBack();
  const { userId, tokenVersion, passwordHash } = account;
  if (passwordHash !== null && isOutdated(passwordHash)) {
    await replacePasswordHash(ctx.store.prisma, userId, await hashPassword(password));
  }
  if (!known) await tellOfSignIn(ctx, account);
  return { userId, tokenVersion };
}

/**
 * Only what was tried on an account is kept, or anybody could fill the table. Otherwise it takes as long, and leaves no
 * more than a line in the process's log.
 */
async function noteFailure(ctx: Context, account: Account | null): Promise<void> {
  const { userId: id, email: name } = account ?? { userId: "", email: "nobody" };
  const subject = { kind: "account" as const, id, name };
  await keepOrNot(ctx.store, account !== null, (tx) =>
    audit(tx, ctx, { action: "account.sign_in_failed", subject, teamId: null, as: { userId: null, name } }),
  );
}
