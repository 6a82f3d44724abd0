import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { insertAccount, type MadeAccount, type NewAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";
import { checkCredentials } from "./credentials";
import { hashPassword } from "./password-hash";

interface Wanted extends Pick<NewAccount, "keys"> {
  email: string;
  /** Without one nobody can sign in yet, only use the keys. */
  password: string | undefined;
  /** The team for an address as it is stored. */
  teamOf: (email: string) => NewAccount["team"];
}

/**
 * Makes an account whose address counts as verified, for a job that was permitted to. Throws `invalid` for an address
 * or a password that will not do, `conflict` when the address has an account.
 */
export async function makeAccount(ctx: Context, { email: raw, password, teamOf, keys }: Wanted): Promise<MadeAccount> {
  const email = checkCredentials(raw, password);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const account = { email, passwordHash, verified: true, team: teamOf(email), keys };
  return transaction(ctx.store, async (tx) => {
    const made = await insertAccount(tx, account);
    if (made === null) throw new Refusal("conflict", `${email} has an account already`);
    const subject = { kind: "account" as const, id: made.userId, name: email };
    await audit(tx, ctx, { action: "account.made", subject, teamId: null });
    return made;
  });
}
