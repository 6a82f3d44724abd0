import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { lockChannel, type SealedChannel } from "@/lib/store/records/channels";
import type { Transaction } from "@/lib/store/records/transaction";

/** A channel of the team, locked until the transaction ends. Throws `not_found`. */
export async function findChannelLocked(tx: Transaction, teamId: string, id: string): Promise<SealedChannel> {
  const channel = z.uuid().safeParse(id).success ? await lockChannel(tx, teamId, id) : null;
  if (channel === null) throw noSuchChannel();
  return channel;
}

export function noSuchChannel(): Refusal {
  return new Refusal("not_found", "there is no such channel");
}
