import type { TeamActor } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { findStatsById } from "@/lib/store/records/listed-stats";
import type { Transaction } from "@/lib/store/records/transaction";

/** What is said of a stat that is missing, in the trash, or another team's: nobody can tell which. */
export const NO_SUCH_STAT = "there is no such stat";

/** A stat of the actor's team that is not in the trash. Throws `not_found`. */
export async function findStat(db: Transaction, actor: TeamActor, id: string): Promise<ListedStat> {
  const [stat] = await findStatsById(db, actor, [id]);
  if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
  return stat;
}
