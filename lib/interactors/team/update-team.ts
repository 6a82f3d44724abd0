import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageTeam } from "@/lib/domain/can";
import type { Team } from "@/lib/domain/team";
import { isZone } from "@/lib/domain/time";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { changeTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { teamName } from "./team-name";

export const updateTeamInput = z.strictObject({
  name: teamName.optional(),
  zone: z.string().refine(isZone, "is not an IANA time zone").optional(),
  verboseReplies: z.boolean().optional().describe("StatHat's answer from before 2017, 200 with a body, to every post."),
  ezEnabled: z.boolean().optional(),
});

/** Changes what is named and leaves the rest. */
export async function updateTeam(ctx: Context, input: z.input<typeof updateTeamInput>): Promise<Team> {
  const { teamId } = permit(ctx.actor, canManageTeam);
  const change = parseInput(updateTeamInput, input);
  return transaction(ctx.store, async (tx) => {
    const team = await changeTeam(tx, teamId, change);
    await bumpChangeMark(tx);
    return team;
  });
}
