import type { Context } from "@/lib/context";
import { canManageTeam } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { replaceUkey } from "@/lib/store/records/classic-keys";
import { transaction } from "@/lib/store/records/transaction";

/** Gives the team another user key: with the old one no classic key of any of its stats feeds anything within a second. */
export async function rotateUserKey(ctx: Context): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageTeam);
  await transaction(ctx.store, async (tx) => {
    const { name } = await replaceUkey(tx, teamId);
    const subject = { kind: "team", id: teamId, name } as const;
    await audit(tx, ctx, { action: "team.changed", subject, teamId, detail: { changed: ["userKey"] } });
    await bumpChangeMark(tx);
  });
}
