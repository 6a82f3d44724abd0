import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit, permitPerson } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import { setNewStatMail } from "@/lib/store/records/members";

const schema = z.strictObject({ mailNewStats: z.boolean() });

/** Says whether the person who asks is told by mail of stats that come into being in the team they work in. */
export async function setNotices(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { userId } = permitPerson(ctx.actor);
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { mailNewStats } = parseInput(schema, input);
  if (!(await setNewStatMail(ctx.store.prisma, teamId, userId, mailNewStats))) {
    throw new Refusal("not_found", NO_SUCH_TEAM);
  }
}
