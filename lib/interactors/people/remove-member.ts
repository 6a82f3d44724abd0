import { z } from "zod";
import type { Context } from "@/lib/context";
import { canChangeMember, canManagePeople } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { queueMail } from "@/lib/store/records/mails";
import { countOwners, deleteMember, revokeKeysOf } from "@/lib/store/records/members";
import { transaction } from "@/lib/store/records/transaction";
import { actorName } from "./actor-name";
import { lockMember } from "./lock-member";

export const removeMemberInput = z.strictObject({
  id: z.string(),
  revokeKeys: z.boolean().default(false).describe("Revoke the keys that this person made as well."),
});

/**
 * Takes somebody out of the team: their open pages are refused from the next request on, and they are told by mail.
 * What they made stays, their keys too unless `revokeKeys`. Throws `not_found`, `forbidden` for an owner where only an
 * owner may, `conflict` for the last owner, `unprocessable` for oneself.
 */
export async function removeMember(ctx: Context, input: z.input<typeof removeMemberInput>): Promise<void> {
  const actor = permit(ctx.actor, canManagePeople);
  const { id, revokeKeys } = parseInput(removeMemberInput, input);
  const { teamId } = actor;
  const now = ctx.clock.now();
  await transaction(ctx.store, async (tx) => {
    const member = await lockMember(tx, teamId, id);
    if (actor.kind === "user" && actor.userId === id) {
      throw new Refusal("unprocessable", "this is you: leave the team instead");
    }
    if (!canChangeMember(actor, member.role)) throw new Refusal("forbidden", "only an owner may remove an owner");
    if (member.role === "owner" && (await countOwners(tx, teamId)) === 1) {
      throw new Refusal("conflict", `${member.email} is the last owner; make somebody else an owner first`);
    }
    const by = await actorName(tx, actor);
    await deleteMember(tx, teamId, id);
    const revoked = revokeKeys ? await revokeKeysOf(tx, teamId, id, now) : [];
    const subject = { kind: "member" as const, id, name: member.email };
    await audit(tx, ctx, { action: "member.removed", subject, teamId, detail: { role: member.role } });
    for (const key of revoked) {
      await audit(tx, ctx, { action: "key.revoked", subject: { kind: "key", ...key }, teamId });
    }
    if (member.verifiedEmail !== null) {
      const content = { kind: "removed_from_team" as const, team: member.team, by };
      await queueMail(tx, { content, recipient: member.verifiedEmail, userId: id }, now);
    }
    if (revoked.length > 0) await bumpChangeMark(tx);
  });
}
