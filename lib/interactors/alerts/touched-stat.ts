import { Refusal } from "@/lib/errors";
import { findWatchedStat } from "@/lib/store/records/standings";
import type { Transaction } from "@/lib/store/records/transaction";

/** A stat that an alert watches, by its public id; null when all of them are meant. Throws `not_found`. */
export async function touchedStat(
  tx: Transaction,
  alertId: string,
  statId: string | undefined,
): Promise<{ id: string; seriesId: bigint } | null> {
  if (statId === undefined) return null;
  const seriesId = await findWatchedStat(tx, alertId, statId);
  if (seriesId === null) throw new Refusal("not_found", "the alert watches no such stat");
  return { id: statId, seriesId };
}
