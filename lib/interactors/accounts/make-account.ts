import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
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
  const account = { email, passwordHash, emailVerifiedAt: ctx.clock.now(), team: teamOf(email), keys };
  const made = await transaction(ctx.store, (tx) => insertAccount(tx, account));
  if (made === null) throw new Refusal("conflict", `${email} has an account already`);
  return made;
}
