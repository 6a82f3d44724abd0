import { z } from "zod";
import { Refusal } from "@/lib/errors";
import { findMember, type KnownMember } from "@/lib/store/records/members";
import { lockTeam } from "@/lib/store/records/teams";
import type { Transaction } from "@/lib/store/records/transaction";

/**
 * Somebody in the team, while nobody else changes who is in it until the transaction ends. Throws `not_found`, for
 * people in other teams as for those who never were.
 */
export async function lockMember(
  tx: Transaction,
  teamId: string,
  userId: string,
): Promise<KnownMember & { team: string }> {
  const isId = z.uuid().safeParse(userId).success;
  const team = await lockTeam(tx, teamId);
  const member = isId && team !== null ? await findMember(tx, teamId, userId) : null;
  if (team === null || member === null) throw new Refusal("not_found", "there is no such person in the team");
  return { ...member, team: team.name };
}
