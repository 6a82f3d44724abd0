import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { SavedChart } from "@/lib/domain/chart-spec";
import type { ListedStat } from "@/lib/domain/stat";
import { permit } from "@/lib/interactors/permit";
import { findChartsOf } from "@/lib/store/records/charts";
import { readStatsById } from "@/lib/store/records/listed-stats";

export interface ListedComparison {
  /** It names only the stats that the team sees. */
  chart: SavedChart;
  stats: ListedStat[];
}

/** The team's saved comparisons, newest first: a few hundred at most. */
export async function listComparisons(ctx: Context): Promise<ListedComparison[]> {
  const { teamId, userId } = permit(ctx.actor, canReadTeam);
  const charts = await findChartsOf(ctx.store.prisma, teamId, "comparison");
  const ids = [...new Set(charts.flatMap(({ stats }) => stats.map(({ id }) => id)))];
  const found = ids.length === 0 ? [] : await readStatsById(ctx.store.pool, { teamId, userId }, ids);
  const seen = new Map(found.map((stat) => [stat.id, stat]));
  return charts.map((chart) => {
    const stats = chart.stats.filter(({ id }) => seen.has(id));
    return { chart: { ...chart, stats }, stats: stats.map(({ id }) => seen.get(id) as ListedStat) };
  });
}
