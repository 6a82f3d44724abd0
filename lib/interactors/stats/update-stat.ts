import { z } from "zod";
import type { Context } from "@/lib/context";
import { canKeepFavourites, canManageStats, type TeamActor } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { tellChange } from "@/lib/store/records/change-hint";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { changeStat, claimName, lockStat, setFavourite } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { statDetails, statName } from "./fields";
import { findStat, NO_SUCH_STAT } from "./find-stat";
import { nameTaken } from "./name-taken";

export const updateStatInput = z.strictObject({
  id: z.string(),
  name: statName.optional(),
  ...statDetails,
  favourite: z.boolean().optional().describe("Of the person who asks; a key asks for the person who made it."),
});

/**
 * Changes what is named and leaves the rest. A stat that is renamed keeps its old names as aliases that still feed
 * it. Throws `not_found`, and `conflict` when the new name feeds another stat.
 */
export async function updateStat(ctx: Context, input: z.input<typeof updateStatInput>): Promise<ListedStat> {
  const { id, favourite, ...change } = parseInput(updateStatInput, input);
  const changesStat = Object.values(change).some((value) => value !== undefined);
  const actor = permit(ctx.actor, changesStat ? canManageStats : canKeepFavourites);
  return transaction(ctx.store, async (tx) => {
    const stat = await lockStat(tx, actor.teamId, id);
    if (stat === null) throw new Refusal("not_found", NO_SUCH_STAT);
    const keepsOtherwise = change.retentionDays !== undefined && change.retentionDays !== stat.retentionDays;
    const renamed = change.name !== undefined && change.name !== stat.name;
    if (renamed && !(await claimName(tx, actor.teamId, change.name ?? stat.name, stat.seriesId, ctx.clock.now()))) {
      throw await nameTaken(tx, actor.teamId, change.name ?? stat.name);
    }
    if (favourite !== undefined) await setFavourite(tx, personOf(actor), stat.seriesId, favourite);
    if (changesStat) {
      await changeStat(tx, stat.seriesId, change);
      await tellChange(tx, actor.teamId, id);
    }
    if (renamed || keepsOtherwise) await bumpChangeMark(tx);
    return findStat(tx, actor, id);
  });
}

function personOf(actor: TeamActor): string {
  if (actor.userId !== null) return actor.userId;
  throw new Refusal("unprocessable", "favourites belong to a person, and the one who made this key is gone", {
    faults: [{ pointer: "#/favourite", detail: "needs a person" }],
  });
}
