import type { TeamActor } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { findStatsById } from "@/lib/store/records/listed-stats";
import type { Transaction } from "@/lib/store/records/transaction";

/** What is said of a stat that is missing, in the trash, or another team's: nobody can tell which. */
export const NO_SUCH_STAT = "there is no such stat";

/** A stat that the actor's team has, or that another shares with it, and that is not in the trash. Throws `not_found`. */
export async function findStat(db: Transaction, actor: TeamActor, id: string): Promise<ListedStat> {
  const [stat] = await findStatsById(db, actor, [id]);
  if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
  return stat;
}

/**
 * The refusal to change a stat that the actor's team does not have: `forbidden` for one that another team shares with
 * it, and for any other `not_found` in the words of a missing one.
 */
export async function notOurs(
  db: Transaction,
  actor: TeamActor,
  id: string,
  missing = NO_SUCH_STAT,
  more: Refusal["more"] = {},
): Promise<Refusal> {
  const [shared] = await findStatsById(db, actor, [id]);
  if (shared === undefined || shared.sharedBy === null) return new Refusal("not_found", missing, more);
  return new Refusal("forbidden", `this stat is shared with your team; only ${shared.sharedBy} may change it`);
}
