import { z } from "zod";
import type { Context } from "@/lib/context";
import type { AlertStanding } from "@/lib/domain/alert-state";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findStatStates } from "@/lib/store/records/ringing";

const schema = z.strictObject({ ids: z.array(z.string()).max(500) });

/** In which states the alerts of the team stand on a stat, and how many in each. */
export type StatStates = Partial<Record<AlertStanding["state"], number>>;

/** How the team's alerts stand on a page of stats, in one query, by stat id. Stats that none watches are left out. */
export async function readStatStates(ctx: Context, input: z.input<typeof schema>): Promise<Map<string, StatStates>> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { ids } = parseInput(schema, input);
  const found = await findStatStates(ctx.store.prisma, teamId, ids);
  const byStat = new Map<string, StatStates>();
  for (const { statId, state, alerts } of found) byStat.set(statId, { ...byStat.get(statId), [state]: alerts });
  return byStat;
}
