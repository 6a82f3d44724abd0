import type { TeamActor } from "@/lib/domain/can";
import type { ChartedStat } from "@/lib/domain/chart-spec";
import { notOurs } from "@/lib/interactors/stats/find-stat";
import type { KeptChart } from "@/lib/store/records/charts";
import { lockStats } from "@/lib/store/records/stats";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * The series of stats that the actor's team has, for a chart that people outside will see. Throws `forbidden` for one
 * that another team shares with it, and `not_found`.
 */
export async function ownStats(tx: Transaction, actor: TeamActor, stats: ChartedStat[]): Promise<KeptChart["stats"]> {
  const ids = stats.map(({ id }) => id);
  const found = new Map((await lockStats(tx, actor.teamId, ids)).map((stat) => [stat.id, stat.seriesId]));
  const missing = ids.find((id) => !found.has(id));
  if (missing !== undefined) throw await notOurs(tx, actor, missing);
  return stats.map(({ id, axis }) => ({ seriesId: found.get(id) as bigint, axis }));
}
