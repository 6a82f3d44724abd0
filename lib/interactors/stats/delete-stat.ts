import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { makeGone } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { notOurs } from "./find-stat";

const schema = z.strictObject({ id: z.string() });

/**
 * Deletes a stat in the trash for good: it is gone at once, its names are free, and its numbers are deleted within
 * minutes. Throws `not_found` when it is not in the trash.
 */
export async function deleteStat(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManageStats);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const name = await makeGone(tx, actor.teamId, id, ctx.clock.now());
    if (name === null) throw await notOurs(tx, actor, id, "there is no such stat in the trash; put it there first");
    await audit(tx, ctx, { action: "stat.deleted", subject: { kind: "stat", id, name }, teamId: actor.teamId });
    await bumpChangeMark(tx);
  });
}
