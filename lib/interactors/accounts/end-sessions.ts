import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { permitPerson } from "@/lib/interactors/permit";
import { raiseTokenVersion } from "@/lib/store/records/accounts";
import { findPersonName } from "@/lib/store/records/audit";
import { deleteSessions } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

/** Signs the person who asks out everywhere, here too: a copy of any cookie of theirs is worth nothing on the next request. */
export async function endSessions(ctx: Context): Promise<void> {
  const { userId } = permitPerson(ctx.actor);
  await transaction(ctx.store, async (tx) => {
    await raiseTokenVersion(tx, userId);
    await deleteSessions(tx, userId);
    const subject = { kind: "account" as const, id: userId, name: await findPersonName(tx, userId) };
    await audit(tx, ctx, { action: "account.signed_out_everywhere", subject, teamId: null });
  });
}
