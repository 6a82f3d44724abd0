import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { permit, permitPerson } from "@/lib/interactors/permit";
import { countOwners, deleteMember, findMember } from "@/lib/store/records/members";
import { lockTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { NO_SUCH_TEAM } from "./get-team";

/**
 * Takes the person who asks out of the team they work in; what they made there stays. Throws `conflict` for the last
 * owner.
 */
export async function leaveTeam(ctx: Context): Promise<void> {
  const { userId } = permitPerson(ctx.actor);
  const { teamId } = permit(ctx.actor, canReadTeam);
  await transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    const member = await findMember(tx, teamId, userId);
    if (team === null || member === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    if (member.role === "owner" && (await countOwners(tx, teamId)) === 1) {
      throw new Refusal(
        "conflict",
        `you are the last owner of ${team.name}: hand it over by making somebody else an owner, or delete it`,
      );
    }
    await deleteMember(tx, teamId, userId);
    const subject = { kind: "member" as const, id: userId, name: member.email };
    await audit(tx, ctx, { action: "member.left", subject, teamId, detail: { role: member.role } });
  });
}
