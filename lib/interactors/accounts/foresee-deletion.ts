import type { Context } from "@/lib/context";
import { permitPerson } from "@/lib/interactors/permit";
import { findTeamsAtStake, type TeamAtStake } from "@/lib/store/records/deleted-accounts";

/** What becomes of the teams of somebody whose account is deleted. */
export interface Deletion {
  /** Nobody else is in them: they are deleted too. */
  gone: TeamAtStake[];
  /** Others are, and one of them is an owner. */
  left: TeamAtStake[];
  /** Others are, and nobody of them is an owner: as long as there is one, the account cannot be deleted. */
  orphaned: TeamAtStake[];
}

/** What would become of the teams of the person who asks if they deleted their account now. */
export async function foreseeDeletion(ctx: Context): Promise<Deletion> {
  const { userId } = permitPerson(ctx.actor);
  return sortTeams(await findTeamsAtStake(ctx.store.prisma, userId));
}

/** Which of a person's teams go, which go on, and which are in the way. */
export function sortTeams(teams: TeamAtStake[]): Deletion {
  const shared = teams.filter(({ others }) => others > 0);
  const orphans = ({ role, otherOwners }: TeamAtStake) => role === "owner" && otherOwners === 0;
  return {
    gone: teams.filter(({ others }) => others === 0),
    left: shared.filter((team) => !orphans(team)),
    orphaned: shared.filter(orphans),
  };
}
