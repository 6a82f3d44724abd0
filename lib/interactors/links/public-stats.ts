import type { Context } from "@/lib/context";
import type { ListedStat } from "@/lib/domain/stat";
import { readStatsById } from "@/lib/store/records/listed-stats";

/**
 * Those of these stats that a team may show to people outside, in the order asked for: its own, outside the trash. Of
 * the keys that feed them nothing is told.
 */
export async function readOwnStats(
  { store }: Pick<Context, "store">,
  teamId: string,
  ids: string[],
): Promise<ListedStat[]> {
  const found = await readStatsById(store.pool, { teamId, userId: null }, ids);
  const own = new Map(found.filter(({ sharedBy }) => sharedBy === null).map((stat) => [stat.id, stat]));
  return ids.flatMap((id) => {
    const stat = own.get(id);
    return stat === undefined ? [] : [{ ...stat, classicKey: null }];
  });
}
