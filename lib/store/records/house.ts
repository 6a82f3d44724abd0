import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import type { Stat } from "@/lib/domain/stat";
import { toStat } from "./stats";
import type { Transaction } from "./transaction";

/** The house's stat of this name; null until it was first measured. */
export async function findHouseStat(db: Transaction, name: string): Promise<Stat | null> {
  const row = await db.stat.findFirst({ where: { teamId: HOUSE_TEAM_ID, name, trashedAt: null, mergedIntoId: null } });
  return row && toStat(row);
}
