import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStat } from "./find-stat";

const schema = z.strictObject({ id: z.string() });

/** A stat that the team sees and that is not in the trash, with its last number. Throws `not_found`. */
export async function getStat(ctx: Context, input: z.input<typeof schema>): Promise<ListedStat> {
  const actor = permit(ctx.actor, canReadTeam);
  return findStat(ctx.store.prisma, actor, parseInput(schema, input).id);
}
