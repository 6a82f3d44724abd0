import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { restore } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { findStat, notOurs } from "./find-stat";

const schema = z.strictObject({ id: z.string() });

/** Takes a stat out of the trash with all its numbers. Throws `not_found` when it is not there, or no longer. */
export async function restoreStat(ctx: Context, input: z.input<typeof schema>): Promise<ListedStat> {
  const actor = permit(ctx.actor, canManageStats);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    if (!(await restore(tx, actor.teamId, id, ctx.clock.now()))) {
      throw await notOurs(tx, actor, id, "there is no such stat in the trash");
    }
    await tellChange(tx, actor.teamId, id);
    const stat = await findStat(tx, actor, id);
    const subject = { kind: "stat", id, name: stat.name } as const;
    await audit(tx, ctx, { action: "stat.restored", subject, teamId: actor.teamId });
    await bumpChangeMark(tx);
    return stat;
  });
}
