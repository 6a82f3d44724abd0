import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findChannels } from "@/lib/store/records/channels";
import { type ListedChannel, listedChannels } from "./listed-channel";

export const listChannelsInput = z.strictObject({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** The team's ways out, newest first: what may be seen of where they lead. */
export async function listChannels(
  ctx: Context,
  input: z.input<typeof listChannelsInput> = {},
): Promise<{ data: ListedChannel[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor } = parseInput(listChannelsInput, input);
  const { prisma } = ctx.store;
  const found = await findChannels(prisma, teamId, { limit: limit + 1, after: cursor ?? null });
  const data = await listedChannels(prisma, found.slice(0, limit));
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
