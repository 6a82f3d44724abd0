import { systemClock } from "@/lib/clock";
import type { Context } from "@/lib/context";
import { NOWHERE } from "@/lib/domain/source";
import type { Store } from "@/lib/store/engine/store";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";

export interface Account {
  teamId: string;
  ezkey: string;
  /** What the owner asks with. */
  ctx: Context;
}

/** A person with a team of their own, which has a key for ingest. */
export async function makeAccount(
  store: Store,
  email: string,
  { zone = "UTC", passwordHash = null }: { zone?: string; passwordHash?: string | null } = {},
): Promise<Account> {
  const keys = [{ kind: "ingest" as const, name: "bench" }];
  const account = { email, passwordHash, verified: true, team: { name: email, zone }, keys };
  const made = await transaction(store, (tx) => insertAccount(tx, account));
  const ezkey = made?.keys[0];
  if (made === null || ezkey === undefined) throw new Error("the database was not empty");
  const { userId, teamId } = made;
  const actor = { kind: "user", userId, teamId, sessionId: userId, role: "owner" } as const;
  return { teamId, ezkey, ctx: { store, clock: systemClock, from: NOWHERE, actor } };
}
