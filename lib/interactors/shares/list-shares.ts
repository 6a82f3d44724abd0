import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import type { Share } from "@/lib/domain/share";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findShares } from "@/lib/store/records/shares";

export const listSharesInput = z.strictObject({
  direction: z
    .enum(["given", "received"])
    .optional()
    .describe("given: what the team lets others see. received: what others let it see. Both when absent."),
  statId: z.string().optional().describe("Only the shares of this stat."),
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** The shares that the team gave and received, newest first; of received ones only those it can see. */
export async function listShares(
  ctx: Context,
  input: z.input<typeof listSharesInput> = {},
): Promise<{ data: Share[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canReadTeam);
  const { limit, cursor, ...filter } = parseInput(listSharesInput, input);
  const page = { limit: limit + 1, after: cursor ?? null };
  const found = await findShares(ctx.store.prisma, { ...filter, teamId }, ctx.clock.now(), page);
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
