import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam, type TeamActor } from "@/lib/domain/can";
import type { Member } from "@/lib/domain/people";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findMembers } from "@/lib/store/records/members";

export const listMembersInput = z.strictObject({
  limit: z.number().int().min(1).max(500).default(100),
  cursor: z.uuid("is not a cursor of this list").optional().describe("`next` of the page before."),
});

/** A person in the team; whether new stats are told to them is for themselves alone to know, and null for others. */
export interface ListedMember extends Omit<Member, "mailNewStats"> {
  mailNewStats: boolean | null;
}

/** The people in the team. */
export async function listMembers(
  ctx: Context,
  input: z.input<typeof listMembersInput> = {},
): Promise<{ data: ListedMember[]; next: string | null }> {
  const actor = permit(ctx.actor, canReadTeam);
  const { limit, cursor } = parseInput(listMembersInput, input);
  const found = await findMembers(ctx.store.prisma, actor.teamId, { limit: limit + 1, after: cursor ?? null });
  const data = found.slice(0, limit).map((member) => shown(member, actor));
  return { data, next: found.length > limit ? (data.at(-1)?.id ?? null) : null };
}

/** A member as this actor may see them. */
export function shown(member: Member, actor: TeamActor): ListedMember {
  const isSelf = actor.kind === "user" && actor.userId === member.id;
  return { ...member, mailNewStats: isSelf ? member.mailNewStats : null };
}
