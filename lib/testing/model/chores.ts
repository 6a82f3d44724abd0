import type { Context } from "@/lib/context";
import { foldMinutes } from "@/lib/interactors/housekeeping/fold-minutes";
import { moveMerged } from "@/lib/interactors/housekeeping/move-merged";
import { packBins } from "@/lib/interactors/housekeeping/pack-bins";
import { purgeTrash } from "@/lib/interactors/housekeeping/purge-trash";
import { rollUp } from "@/lib/interactors/housekeeping/roll-up";
import type { Chore } from "./history";

/** The duties of the house that touch series. */
export const CHORES: Record<Chore, (ctx: Context) => Promise<unknown>> = {
  "roll up": rollUp,
  "move merged": moveMerged,
  "pack bins": packBins,
  "fold minutes": foldMinutes,
  "purge trash": purgeTrash,
};
