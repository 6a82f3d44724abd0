import type { Context } from "@/lib/context";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { queueMail } from "@/lib/store/records/mails";
import { findOthersAddresses } from "@/lib/store/records/members";
import { makeAllGone } from "@/lib/store/records/stats";
import { emptyTeam, lockTeam } from "@/lib/store/records/teams";
import type { Transaction } from "@/lib/store/records/transaction";
import { NO_SUCH_TEAM } from "./get-team";

/**
 * Deletes a team within a transaction: nobody is in it any more, its keys are dead, what it shared is seen nowhere, and
 * chores delete its stats with all their numbers and then its record. The others who were in it are told. Whether the
 * one who asks may do that is for the caller to know. `by` is how they are called. Throws `not_found`, and `conflict`
 * for the team that holds the house's own numbers.
 */
export async function deleteTeamIn(
  tx: Transaction,
  ctx: Context,
  { teamId, by }: { teamId: string; by: string },
): Promise<void> {
  const now = ctx.clock.now();
  const team = await lockTeam(tx, teamId);
  if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
  if (teamId === HOUSE_TEAM_ID) throw new Refusal("conflict", "this team holds the numbers of the house itself");
  const asking = ctx.actor.kind === "user" || ctx.actor.kind === "person" ? ctx.actor.userId : null;
  const content = { kind: "removed_from_team" as const, team: team.name, by };
  for (const recipient of await findOthersAddresses(tx, teamId, asking)) {
    await queueMail(tx, { content, recipient }, now);
  }
  await makeAllGone(tx, teamId, now);
  await emptyTeam(tx, teamId, now);
  // The team's own log goes with it: this is told to the person who did it.
  await audit(tx, ctx, {
    action: "team.deleted",
    subject: { kind: "team", id: teamId, name: team.name },
    teamId: null,
  });
  await bumpChangeMark(tx);
}
