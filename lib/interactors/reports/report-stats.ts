import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { MAX_REPORT_STATS } from "@/lib/domain/report";
import type { ListedStat } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStatsById } from "@/lib/store/records/listed-stats";

const schema = z.strictObject({ ids: z.array(z.string().max(64)).max(MAX_REPORT_STATS) });

/** Those of the stats that the team sees, in the order in which they are named; what it does not see is left out. */
export async function reportStats(ctx: Context, input: z.input<typeof schema>): Promise<ListedStat[]> {
  const actor = permit(ctx.actor, canReadTeam);
  const { ids } = parseInput(schema, input);
  if (ids.length === 0) return [];
  const found = new Map((await findStatsById(ctx.store.prisma, actor, ids)).map((stat) => [stat.id, stat]));
  return ids.flatMap((id) => found.get(id) ?? []);
}
