import { findProvedAccount } from "@/lib/store/records/accounts";
import type { OwnAccount } from "@/lib/store/records/own-account";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * Whether an account is the one that holds a mailed link for: it proved the address, or claims it, which the link
 * proves, and nobody else has proved it.
 */
export async function isInvited(db: Transaction, account: OwnAccount, email: string): Promise<boolean> {
  if (account.verifiedEmail !== null) return account.verifiedEmail === email;
  return account.email === email && (await findProvedAccount(db, email)) === null;
}
