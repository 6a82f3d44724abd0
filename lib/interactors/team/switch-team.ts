import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { chooseTeam } from "@/lib/store/records/teams";
import { NO_SUCH_TEAM } from "./get-team";

const schema = z.strictObject({ id: z.string() });

/** Makes the session of the person who asks work in another team of theirs, from the next request on. Throws `not_found`. */
export async function switchTeam(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const { id } = parseInput(schema, input);
  const isId = z.uuid().safeParse(id).success;
  if (!isId || !(await chooseTeam(ctx.store.prisma, { id: sessionId, userId }, id))) {
    throw new Refusal("not_found", NO_SUCH_TEAM);
  }
}
