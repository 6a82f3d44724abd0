import type { Transaction } from "./transaction";

/** A team's watch as far as it came. */
export interface WatchState {
  /** How often in a week all stats together may ring; null watches none. */
  budgetPerWeek: number | null;
  /** Stats outside the trash. */
  stats: number;
  /** Those of them that are old enough to tell what is unusual. */
  watched: number;
  /** How often all of them would have rung in a week of their past. */
  expectedPerWeek: number;
}

/** Null when there is no such team. */
export async function findWatchState(db: Transaction, teamId: string): Promise<WatchState | null> {
  const [row] = await db.$queryRaw<WatchState[]>`
    SELECT t.watch_budget AS "budgetPerWeek", count(s.id)::int AS stats, count(u.stat_id)::int AS watched,
      coalesce(sum(u.rings / u.weeks), 0)::float8 AS "expectedPerWeek"
    FROM team t
    LEFT JOIN stat s ON s.team_id = t.id AND s.trashed_at IS NULL AND s.merged_into_id IS NULL
    LEFT JOIN stat_usual u ON u.stat_id = s.id AND u.weeks > 0
    WHERE t.id = ${teamId}::uuid GROUP BY t.id`;
  return row ?? null;
}

/** How often in a week all stats of a team may ring; null when none is watched. */
export async function findWatchBudget(db: Transaction, teamId: string): Promise<number | null> {
  const team = await db.team.findUnique({ where: { id: teamId }, select: { watchBudget: true } });
  return team?.watchBudget ?? null;
}

export async function setWatchBudget(tx: Transaction, teamId: string, budgetPerWeek: number | null): Promise<void> {
  await tx.team.update({ where: { id: teamId }, data: { watchBudget: budgetPerWeek } });
}
