import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { findPlaceOfStat as find } from "@/lib/store/records/new-stats-place";

const schema = z.strictObject({ id: z.string() });

/**
 * Which of the person's teams has a stat, for links in mails, which go to people whichever team they work in; null when
 * none of them has.
 */
export async function findPlaceOfStat(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ id: string; name: string } | null> {
  const { userId } = permitPerson(ctx.actor);
  return find(ctx.store.prisma, userId, parseInput(schema, input).id);
}
