import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageKeys } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { revoke } from "@/lib/store/records/keys";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ id: z.string() });

/** Ends a key for good; every process refuses it within a second. Throws `not_found`. */
export async function revokeKey(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageKeys);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const isId = z.uuid().safeParse(id).success;
    if (!isId || !(await revoke(tx, teamId, id, ctx.clock.now()))) {
      throw new Refusal("not_found", "there is no such key");
    }
    await bumpChangeMark(tx);
  });
}
