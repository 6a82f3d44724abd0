import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { notOurs } from "@/lib/interactors/stats/find-stat";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { replaceClassicKey } from "@/lib/store/records/classic-keys";
import { lockStat } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ id: z.string() });

/**
 * Gives a stat another classic key and returns it. The old one, and those of stats that were merged into it, feed
 * nothing within a second. Throws `not_found`, and `forbidden` for a stat that another team shares.
 */
export async function rotateClassicKey(ctx: Context, input: z.input<typeof schema>): Promise<string> {
  const actor = permit(ctx.actor, canManageStats);
  const { teamId } = actor;
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const stat = await lockStat(tx, teamId, id);
    if (stat === null) throw await notOurs(tx, actor, id);
    const key = await replaceClassicKey(tx, stat.seriesId, id);
    await audit(tx, ctx, { action: "stat.key_rotated", subject: { kind: "stat", id, name: stat.name }, teamId });
    await bumpChangeMark(tx);
    return key;
  });
}
