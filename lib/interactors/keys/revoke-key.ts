import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageKeys } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { revokeNow } from "@/lib/store/records/keys";
import { transaction } from "@/lib/store/records/transaction";
import { findKeyLocked } from "./find-key";

const schema = z.strictObject({ id: z.string() });

/** Ends a key for good; every process refuses it within a second. Throws `not_found`. */
export async function revokeKey(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageKeys);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const { name, kind, alias } = await findKeyLocked(tx, teamId, id);
    await revokeNow(tx, id, ctx.clock.now());
    await audit(tx, ctx, {
      action: "key.revoked",
      subject: { kind: "key", id, name },
      teamId,
      detail: { kind, alias },
    });
    await bumpChangeMark(tx);
  });
}
