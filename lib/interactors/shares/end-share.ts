import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageShares } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { closeShare, noSuchShare } from "./close-share";

const schema = z.strictObject({ id: z.string() });

/** Ends a share from whichever side asks: the team whose stat it is revokes it, the other drops it. Throws `not_found`. */
export async function endShare(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManageShares);
  const { id } = parseInput(schema, input);
  const ended =
    (await closeShare(ctx, actor, { id, direction: "given" })) ||
    (await closeShare(ctx, actor, { id, direction: "received" }));
  if (!ended) throw noSuchShare();
}
