import { z } from "zod";
import type { Context } from "@/lib/context";
import type { TeamActor } from "@/lib/domain/can";
import type { ShareDirection } from "@/lib/domain/share";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { tellShare } from "@/lib/store/records/change-hint";
import { removeShare } from "@/lib/store/records/shares";
import { transaction } from "@/lib/store/records/transaction";

const ACTIONS = { given: "share.revoked", received: "share.dropped" } as const;

/** Ends a share that the actor's team gave or received, at once. False when it has no such share. */
export async function closeShare(
  ctx: Context,
  { teamId }: TeamActor,
  { id, direction }: { id: string; direction: ShareDirection },
): Promise<boolean> {
  if (!z.uuid().safeParse(id).success) return false;
  return transaction(ctx.store, async (tx) => {
    const ended = await removeShare(tx, { id, teamId, direction });
    if (ended === null) return false;
    const { share } = ended;
    await audit(tx, ctx, {
      action: ACTIONS[direction],
      subject: { kind: "share", id, name: share.statName },
      detail: { stat: share.statId, team: share.team },
      teamId,
    });
    await tellShare(tx, share.statId, ended);
    return true;
  });
}

/** What is said of a share that is missing, and of one between other teams. */
export function noSuchShare(): Refusal {
  return new Refusal("not_found", "there is no such share");
}
