import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageStats } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteStat } from "./delete-stat";
import { trashStat } from "./trash-stat";

export const removeStatInput = z.strictObject({
  id: z.string(),
  permanently: z
    .boolean()
    .default(false)
    .describe("Delete a stat that is in the trash at once, with all its numbers. It cannot be undone."),
});

/** Puts a stat into the trash or, `permanently`, deletes one that is there for good. Throws `not_found`. */
export async function removeStat(ctx: Context, input: z.input<typeof removeStatInput>): Promise<void> {
  permit(ctx.actor, canManageStats);
  const { id, permanently } = parseInput(removeStatInput, input);
  await (permanently ? deleteStat(ctx, { id }) : trashStat(ctx, { id }));
}
