import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageShares } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { closeShare, noSuchShare } from "./close-share";

const schema = z.strictObject({ id: z.string() });

/** Stops seeing a stat that another team shares; only that team can share it again. Throws `not_found`. */
export async function dropShare(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManageShares);
  const { id } = parseInput(schema, input);
  if (!(await closeShare(ctx, actor, { id, direction: "received" }))) throw noSuchShare();
}
