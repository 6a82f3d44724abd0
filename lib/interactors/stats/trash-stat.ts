import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { trash } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { notOurs } from "./find-stat";

const schema = z.strictObject({ id: z.string() });

/** Puts a stat into the trash: it takes no numbers, and is gone with all of them after 48 h. Throws `not_found`. */
export async function trashStat(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManageStats);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const name = await trash(tx, actor.teamId, id, ctx.clock.now());
    if (name === null) throw await notOurs(tx, actor, id);
    await tellChange(tx, actor.teamId, id);
    await audit(tx, ctx, { action: "stat.trashed", subject: { kind: "stat", id, name }, teamId: actor.teamId });
    await bumpChangeMark(tx);
  });
}
