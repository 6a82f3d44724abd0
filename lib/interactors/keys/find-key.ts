import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { type KeyRecord, lockKey } from "@/lib/store/records/keys";
import type { Transaction } from "@/lib/store/records/transaction";

/** A key of the team that is not revoked, locked until the transaction ends. Throws `not_found`. */
export async function findKeyLocked(tx: Transaction, teamId: string, id: string): Promise<KeyRecord> {
  const key = z.uuid().safeParse(id).success ? await lockKey(tx, teamId, id) : null;
  if (key === null) throw new Refusal("not_found", "there is no such key");
  return key;
}
