import { z } from "zod";
import type { Context } from "@/lib/context";
import { canDeleteTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findMember } from "@/lib/store/records/members";
import { lockTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { deleteTeamIn } from "./delete-team-in";
import { NO_SUCH_TEAM } from "./get-team";

const schema = z.strictObject({
  /** The team's, as a sign that it is meant. */
  name: z.string(),
});

/** Deletes the team the person works in, with everything in it. It cannot be undone. Throws `invalid` for another name than the team's. */
export async function deleteTeam(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { teamId, userId } = permit(ctx.actor, canDeleteTeam);
  const { name } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    const owner = userId === null ? null : await findMember(tx, teamId, userId);
    if (team === null || owner === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    if (name.trim() !== team.name) {
      throw invalid([{ pointer: "#/name", detail: `This is not the team's name. Type “${team.name}” to delete it.` }]);
    }
    await deleteTeamIn(tx, ctx, { teamId, by: owner.email });
  });
}
