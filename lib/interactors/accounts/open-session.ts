import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { findPersonName } from "@/lib/store/records/audit";
import { insertSession } from "@/lib/store/records/sessions";
import { transaction } from "@/lib/store/records/transaction";

/** Opens a session for somebody who proved who they are, for that many seconds. Returns its id. */
export async function openSession(ctx: Context, input: { userId: string; seconds: number }): Promise<string> {
  const { userId, seconds } = input;
  const now = ctx.clock.now();
  const expiresAt = new Date(now.getTime() + seconds * 1_000);
  return transaction(ctx.store, async (tx) => {
    const id = await insertSession(tx, { userId, now, expiresAt, from: ctx.from });
    const name = await findPersonName(tx, userId);
    const subject = { kind: "account" as const, id: userId, name };
    await audit(tx, ctx, { action: "account.signed_in", subject, teamId: null, as: { userId, name } });
    return id;
  });
}
