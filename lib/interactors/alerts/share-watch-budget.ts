import { shareBudget } from "@/lib/domain/watch-budget";
import type { Store } from "@/lib/store/engine/store";
import { findStrays, keepSensitivities } from "@/lib/store/records/usual";
import { findWatchBudget } from "@/lib/store/records/watch";

/** Shares what a team's watch may ring among its stats anew, by what is known of each; nothing while it watches none. */
export async function shareWatchBudget({ prisma, pool }: Store, teamId: string): Promise<void> {
  const [budget, stats] = await Promise.all([findWatchBudget(prisma, teamId), findStrays(pool, teamId)]);
  if (budget === null) return;
  const shares = shareBudget(stats, budget);
  await keepSensitivities(
    pool,
    shares.map((share, i) => ({ ...share, seriesId: (stats[i] as { seriesId: bigint }).seriesId })),
  );
}
