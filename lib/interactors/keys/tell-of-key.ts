import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import { findKeyName, findPersonName } from "@/lib/store/records/audit";
import { findKeyWatchers, type KeyRecord } from "@/lib/store/records/keys";
import { queueMail } from "@/lib/store/records/mails";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * Tells the team's owners and admins by mail of a new key that sees or changes everything of theirs. One that only
 * sends is told to nobody.
 */
export async function tellOfKey(
  tx: Transaction,
  { clock }: Context,
  actor: TeamActor,
  { name, kind }: KeyRecord,
): Promise<void> {
  if (kind === "ingest") return;
  const { teamId } = actor;
  const { team, watchers } = await findKeyWatchers(tx, teamId);
  const by = actor.kind === "key" ? await findKeyName(tx, actor.keyId) : await findPersonName(tx, actor.userId);
  const content = { kind: "key_made", team, name, keyKind: kind, by } as const;
  for (const { userId, email } of watchers) {
    await queueMail(tx, { content, recipient: email, teamId, userId }, clock.now());
  }
}
