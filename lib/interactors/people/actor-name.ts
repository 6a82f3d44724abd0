import type { TeamActor } from "@/lib/domain/can";
import { findKeyName, findPersonName } from "@/lib/store/records/audit";
import type { Transaction } from "@/lib/store/records/transaction";

/** How whoever asks is called in a mail to others: by their address, or by the key's name. */
export async function actorName(tx: Transaction, actor: TeamActor): Promise<string> {
  return actor.kind === "user" ? findPersonName(tx, actor.userId) : findKeyName(tx, actor.keyId);
}
