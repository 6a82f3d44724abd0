import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findChannel } from "@/lib/store/records/channels";
import { noSuchChannel } from "./find-channel";
import { type ListedChannel, listedChannel } from "./listed-channel";

const schema = z.strictObject({ id: z.string() });

/** One of the team's ways out. Throws `not_found`. */
export async function getChannel(ctx: Context, input: z.input<typeof schema>): Promise<ListedChannel> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { id } = parseInput(schema, input);
  const { prisma } = ctx.store;
  const channel = z.uuid().safeParse(id).success ? await findChannel(prisma, teamId, id) : null;
  if (channel === null) throw noSuchChannel();
  return listedChannel(prisma, channel);
}
