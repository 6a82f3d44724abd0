import { z } from "zod";
import type { Context } from "@/lib/context";
import { personalTeamName } from "@/lib/domain/account";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { type Account, findProvedAccount, insertAccount } from "@/lib/store/records/accounts";
import { useLink } from "@/lib/store/records/mailed-links";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { takeLinkCheck } from "./attempts";
import { deviceInput, isKnownDevice } from "./device";
import { linkIsGone, tokenInput } from "./get-link";
import type { SignedIn } from "./sign-in";
import { zoneOf } from "./sign-up";
import { tellOfSignIn } from "./tell-of-sign-in";

const schema = z.strictObject({
  token: tokenInput,
  /** The browser's, for an account that is made. */
  zone: z.string().optional(),
  device: deviceInput.nullish(),
});

export interface SignedInByLink extends SignedIn {
  /** What was made, when the address had no account: its team, and the ingest key in clear, which is shown once. */
  made: { teamId: string; ezkey: string } | null;
}

/**
 * Uses a mailed link to sign in to the account that proved its address or, where none did, to a new one. Accounts that
 * only claim the address are somebody's guess and stay as they are. Throws `not_found` for a link that was used or has
 * expired: of several uses at once one succeeds; `limited` after too many such links.
 */
export async function signInByLink(ctx: Context, input: z.input<typeof schema>): Promise<SignedInByLink> {
  const { token, zone, device } = parseInput(schema, input);
  const giveBack = await takeLinkCheck(ctx);
  const { account, made } = await transaction(ctx.store, async (tx) => {
    const link = await useLink(tx, "sign_in", token, ctx.clock.now());
    if (link === null) throw linkIsGone();
    const known = await findProvedAccount(tx, link.email);
    return known ? { account: known, made: null } : makeAccount(tx, ctx, link.email, zoneOf(zone));
  });
  await giveBack();
  const { userId, tokenVersion } = account;
  if (made === null && !isKnownDevice(device, userId)) await tellOfSignIn(ctx, account);
  return { userId, tokenVersion, made };
}

async function makeAccount(
  tx: Transaction,
  ctx: Context,
  email: string,
  zone: string,
): Promise<{ account: Account; made: SignedInByLink["made"] }> {
  const team = { name: personalTeamName(email), zone };
  const keys = [{ kind: "ingest" as const, name: "First key" }];
  const made = await insertAccount(tx, { email, passwordHash: null, verified: true, team, keys });
  if (made === null) {
    // Proved by somebody else's transaction since it was looked for.
    const account = await findProvedAccount(tx, email);
    if (account === null) throw new Error("an address that was taken belongs to nobody");
    return { account, made: null };
  }
  const { userId, teamId, tokenVersion } = made;
  const subject = { kind: "account" as const, id: userId, name: email };
  const as = { userId, name: email };
  await audit(tx, ctx, { action: "account.made", subject, teamId: null, as, detail: { by: "mailed link" } });
  const account = { userId, email, verified: true, passwordHash: null, tokenVersion };
  return { account, made: { teamId, ezkey: made.keys[0] ?? "" } };
}
