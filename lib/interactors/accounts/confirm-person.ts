import type { Context } from "@/lib/context";
import type { PersonActor } from "@/lib/domain/can";
import { FRESH_MINUTES, isFresh } from "@/lib/domain/fresh";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid } from "@/lib/interactors/parse";
import { findOwnAccount, type OwnAccount } from "@/lib/store/records/own-account";
import { findSignInTime } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";
import { takePasswordCheck } from "./attempts";
import { passwordMatches } from "./password-hash";

/**
 * Makes sure that it is the person and not just their browser: by the account's password or, where it has none, by a
 * sign-in of the last ten minutes. Throws `invalid` that points at `#/currentPassword`, `limited` after too many wrong
 * ones, `forbidden` when the sign-in is too long ago.
 */
export async function confirmPerson(
  ctx: Context,
  person: PersonActor,
  currentPassword: string | undefined,
): Promise<OwnAccount> {
  const account = await findOwnAccount(ctx.store.prisma, person.userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  if (account.passwordHash !== null) await confirmPassword(ctx, account, currentPassword ?? "");
  else if (!(await justSignedIn(ctx, person))) {
    const detail = `sign in by a mailed link first: this can be done for ${FRESH_MINUTES} minutes after that`;
    throw new Refusal("forbidden", detail);
  }
  return account;
}

async function confirmPassword(ctx: Context, account: OwnAccount, password: string): Promise<void> {
  const giveBack = await takePasswordCheck(ctx, account.userId);
  if (await passwordMatches(account.passwordHash, password)) return giveBack();
  await transaction(ctx.store, async (tx) => {
    const subject = { kind: "account" as const, id: account.userId, name: account.email };
    await audit(tx, ctx, { action: "account.sign_in_failed", subject, teamId: null, detail: { signed_in: true } });
  });
  throw invalid([{ pointer: "#/currentPassword", detail: "is not your password" }]);
}

async function justSignedIn({ store, clock }: Context, { userId, sessionId }: PersonActor): Promise<boolean> {
  const at = await findSignInTime(store.prisma, userId, sessionId);
  return at !== null && isFresh(at, clock.now());
}
