import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManagePeople } from "@/lib/domain/can";
import type { Invitation } from "@/lib/domain/people";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findInvitations } from "@/lib/store/records/invitations";

export const listInvitationsInput = z.strictObject({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** The team's invitations that nobody accepted yet, oldest first; one that has expired can be sent again. */
export async function listInvitations(
  ctx: Context,
  input: z.input<typeof listInvitationsInput> = {},
): Promise<{ data: Invitation[]; next: string | null }> {
  const { teamId } = permit(ctx.actor, canManagePeople);
  const { limit, cursor } = parseInput(listInvitationsInput, input);
  const found = await findInvitations(ctx.store.prisma, teamId, { limit: limit + 1, after: cursor ?? null });
  const data = found.slice(0, limit);
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}
