import { z } from "zod";
import type { Context } from "@/lib/context";
import { canChangeMember, canGrant, canManagePeople } from "@/lib/domain/can";
import { ROLES } from "@/lib/domain/team";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeRole as change, countOwners, findMembers } from "@/lib/store/records/members";
import { transaction } from "@/lib/store/records/transaction";
import { type ListedMember, shown } from "./list-members";
import { lockMember } from "./lock-member";

export const changeRoleInput = z.strictObject({ id: z.string(), role: z.enum(ROLES) });

/**
 * Changes what somebody in the team may do, from their next request on. A team is handed over by making somebody else
 * an owner. Throws `not_found`, `forbidden` where only an owner may, `conflict` for the last owner.
 */
export async function changeRole(ctx: Context, input: z.input<typeof changeRoleInput>): Promise<ListedMember> {
  const actor = permit(ctx.actor, canManagePeople);
  const { id, role } = parseInput(changeRoleInput, input);
  const [changed] = await transaction(ctx.store, async (tx) => {
    const member = await lockMember(tx, actor.teamId, id);
    if (!canChangeMember(actor, member.role) || !canGrant(actor, role)) {
      throw new Refusal("forbidden", "only an owner of the team may make owners or change them");
    }
    if (member.role === role) return findMembers(tx, actor.teamId, { id });
    if (member.role === "owner" && (await countOwners(tx, actor.teamId)) === 1) {
      throw new Refusal("conflict", `${member.email} is the last owner; make somebody else an owner first`);
    }
    await change(tx, actor.teamId, id, role);
    const subject = { kind: "member" as const, id, name: member.email };
    const detail = { from: member.role, to: role };
    await audit(tx, ctx, { action: "member.role_changed", subject, teamId: actor.teamId, detail });
    return findMembers(tx, actor.teamId, { id });
  });
  if (changed === undefined) throw new Error("a member was lost while they were locked");
  return shown(changed, actor);
}
