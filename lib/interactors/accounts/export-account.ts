import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { permitPerson } from "@/lib/interactors/permit";
import { type AccountData, findAccountData } from "@/lib/store/records/account-data";
import { transaction } from "@/lib/store/records/transaction";

/** Everything that is kept about the person who asks, for them to take along. It is noted that they did. */
export async function exportAccount(ctx: Context): Promise<AccountData> {
  const { userId } = permitPerson(ctx.actor);
  return transaction(ctx.store, async (tx) => {
    const data = await findAccountData(tx, userId);
    if (data === null) throw new Refusal("unauthenticated", "sign in first");
    const subject = { kind: "account" as const, id: userId, name: data.account.email };
    await audit(tx, ctx, { action: "account.exported", subject, teamId: null });
    return data;
  });
}
