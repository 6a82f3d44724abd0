import type { TeamActor } from "@/lib/domain/can";
import type { ListedStat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import { findNamedStat, holdStat } from "@/lib/store/records/annotations";
import { tellAll, tellChange } from "@/lib/store/records/change-hint";
import { findStatsById } from "@/lib/store/records/listed-stats";
import type { Transaction } from "@/lib/store/records/transaction";
import { fault } from "./annotation-fields";

/**
 * The stat that is written about, which stays where it is until the transaction ends: one that the team sees. Throws
 * `not_found`; whether another team has it nobody can tell.
 */
export async function concernedStat(tx: Transaction, actor: TeamActor, id: string): Promise<ListedStat> {
  const [stat] = await findStatsById(tx, actor, [id]);
  if (stat !== undefined && (await holdStat(tx, stat.seriesId))) return stat;
  throw new Refusal("not_found", NO_SUCH_STAT);
}

/** The same of one that is called by a name that feeds it: only the team's own are. */
export async function concernedByName(tx: Transaction, actor: TeamActor, name: string): Promise<ListedStat> {
  const id = await findNamedStat(tx, actor.teamId, name.normalize("NFC").trim());
  if (id !== null) return concernedStat(tx, actor, id);
  throw new Refusal("not_found", "no stat has this name", { faults: [fault("stat", "feeds no stat of the team")] });
}

/** Tells live pages of the team that something was written, or is no longer, about a stat; null is about all. */
export async function tellAnnotated(tx: Transaction, teamId: string, statId: string | null): Promise<void> {
  await (statId === null ? tellAll(tx, teamId) : tellChange(tx, teamId, statId));
}
