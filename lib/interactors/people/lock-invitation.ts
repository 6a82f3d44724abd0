import { z } from "zod";
import { canChangeMember, type TeamActor } from "@/lib/domain/can";
import type { Invitation } from "@/lib/domain/people";
import type { Team } from "@/lib/domain/team";
import { Refusal } from "@/lib/errors";
import { findTeamInvitation } from "@/lib/store/records/invitations";
import { lockTeam } from "@/lib/store/records/teams";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * One of the actor's team's invitations that they may change, while nobody else changes who is in the team or invited
 * until the transaction ends. Throws `not_found`, and `forbidden` for an owner's where only an owner may.
 */
export async function lockInvitation(
  tx: Transaction,
  actor: TeamActor,
  id: string,
): Promise<{ team: Team; invitation: Invitation }> {
  const isId = z.uuid().safeParse(id).success;
  const team = await lockTeam(tx, actor.teamId);
  const invitation = isId && team !== null ? await findTeamInvitation(tx, actor.teamId, { id }) : null;
  if (team === null || invitation === null) throw new Refusal("not_found", "there is no such invitation");
  if (!canChangeMember(actor, invitation.role)) {
    throw new Refusal("forbidden", "only an owner of the team may change an owner's invitation");
  }
  return { team, invitation };
}
