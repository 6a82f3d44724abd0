import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { DELIVERY_TYPES, type Delivery } from "@/lib/domain/channel";
import { noSuchChannel } from "@/lib/interactors/channels/find-channel";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findChannel } from "@/lib/store/records/channels";
import { findDeliveries } from "@/lib/store/records/deliveries";

export const listDeliveriesInput = z.strictObject({
  channelId: z.string().optional().describe("Only what goes to this channel."),
  state: z
    .enum(["waiting", "held", "sent", "dead"])
    .optional()
    .describe("`held` back by quiet hours; `dead` is given up."),
  type: z.enum(DELIVERY_TYPES).optional(),
  alertId: z.string().max(64).optional().describe("Only what this alert tells."),
  incidentId: z.string().max(64).optional().describe("Only what is told of this incident."),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** What the team's channels were told or are to be, newest first. Throws `not_found` for a channel that is not there. */
export async function listDeliveries(
  ctx: Context,
  input: z.input<typeof listDeliveriesInput> = {},
): Promise<{ data: Delivery[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor, ...filter } = parseInput(listDeliveriesInput, input);
  const { prisma } = ctx.store;
  const { channelId } = filter;
  if (channelId !== undefined) {
    const channel = z.uuid().safeParse(channelId).success ? await findChannel(prisma, teamId, channelId) : null;
    if (channel === null) throw noSuchChannel();
  }
  const found = await findDeliveries(prisma, teamId, filter, { limit: limit + 1, after: cursor ?? null });
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
