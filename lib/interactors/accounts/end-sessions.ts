import type { Context } from "@/lib/context";
import { raiseTokenVersion } from "@/lib/store/records/accounts";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { transaction } from "@/lib/store/records/transaction";

/** Ends every session of a person at once; a copy of a cookie is worth nothing on the next request. */
export async function endSessions(ctx: Pick<Context, "store">, input: { userId: string }): Promise<void> {
  await transaction(ctx.store, async (tx) => {
    await raiseTokenVersion(tx, input.userId);
    await bumpChangeMark(tx);
  });
}
