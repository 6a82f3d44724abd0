import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageShares } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { closeShare, noSuchShare } from "./close-share";

const schema = z.strictObject({ id: z.string() });

/** Takes back that another team sees a stat: its next request finds nothing. Throws `not_found`. */
export async function revokeShare(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManageShares);
  const { id } = parseInput(schema, input);
  if (!(await closeShare(ctx, actor, { id, direction: "given" }))) throw noSuchShare();
}
