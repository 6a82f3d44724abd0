import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { trash } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { NO_SUCH_STAT } from "./find-stat";

const schema = z.strictObject({ id: z.string() });

/** Puts a stat into the trash: it takes no numbers, and is gone with all of them after 48 h. Throws `not_found`. */
export async function trashStat(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageStats);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    if (!(await trash(tx, teamId, id, ctx.clock.now()))) throw new Refusal("not_found", NO_SUCH_STAT);
    await tellChange(tx, teamId, id);
    await bumpChangeMark(tx);
  });
}
