import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findMergedInto as find } from "@/lib/store/records/stats";

const schema = z.strictObject({ id: z.string() });

/** The id of the stat that one of the team's was merged into, for whoever still has the old address; or null. */
export async function findMergedInto(ctx: Context, input: z.input<typeof schema>): Promise<string | null> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  return find(ctx.store.prisma, teamId, parseInput(schema, input).id);
}
