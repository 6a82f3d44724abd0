import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { permitPerson } from "@/lib/interactors/permit";
import { findOwnAccount } from "@/lib/store/records/own-account";

/** What the person who asks sees of their own account. */
export interface AccountSummary {
  userId: string;
  email: string;
  /** Whether they proved that the address is theirs. */
  verified: boolean;
  hasPassword: boolean;
  createdAt: Date;
}

/** The account of the person who asks. Throws `unauthenticated`, `forbidden`. */
export async function getAccount(ctx: Context): Promise<AccountSummary> {
  const { userId } = permitPerson(ctx.actor);
  const account = await findOwnAccount(ctx.store.prisma, userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  const { email, verifiedEmail, passwordHash, createdAt } = account;
  return { userId, email, verified: verifiedEmail !== null, hasPassword: passwordHash !== null, createdAt };
}
