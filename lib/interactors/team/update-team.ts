import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageTeam } from "@/lib/domain/can";
import { PUBLISHERS } from "@/lib/domain/public-link";
import type { Team } from "@/lib/domain/team";
import { isZone } from "@/lib/domain/time";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { retentionDays } from "@/lib/interactors/stats/fields";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { changeTeam, lockTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { NO_SUCH_TEAM } from "./get-team";
import { teamName } from "./team-name";

export const updateTeamInput = z.strictObject({
  name: teamName.optional(),
  zone: z.string().refine(isZone, "is not an IANA time zone").optional(),
  verboseReplies: z.boolean().optional().describe("StatHat's answer from before 2017, 200 with a body, to every post."),
  ezEnabled: z.boolean().optional(),
  retentionDays: retentionDays.describe(
    "For how many days the minutes of stats made from now on are kept, unless told otherwise. null is for ever.",
  ),
  publishers: z
    .enum(PUBLISHERS)
    .optional()
    .describe(
      "Who may make embeds and public pages: members and above, admins and above, or nobody. What is public stays so.",
    ),
});

/** Changes what is named and leaves the rest. */
export async function updateTeam(ctx: Context, input: z.input<typeof updateTeamInput>): Promise<Team> {
  const { teamId } = permit(ctx.actor, canManageTeam);
  const change = parseInput(updateTeamInput, input);
  return transaction(ctx.store, async (tx) => {
    const before = await lockTeam(tx, teamId);
    if (before === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    const team = await changeTeam(tx, teamId, change);
    const subject = { kind: "team" as const, id: teamId, name: team.name };
    const detail = differences(before, team);
    if (Object.keys(detail).length > 0) await audit(tx, ctx, { action: "team.changed", subject, teamId, detail });
    await bumpChangeMark(tx);
    return team;
  });
}

/** What is new, by field, and what the team was called when that changed. */
function differences(before: Team, after: Team): Record<string, string | number | boolean | null> {
  const { id: _, ukey: __, ...now } = after;
  const changed = Object.entries(now).filter(([field, value]) => value !== before[field as keyof Team]);
  return { ...Object.fromEntries(changed), ...(before.name === after.name ? {} : { formerName: before.name }) };
}
