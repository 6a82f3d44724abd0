import type { Context } from "@/lib/context";
import type { ReportSubject } from "@/lib/domain/report";
import { listMembers } from "@/lib/interactors/people/list-members";

const MOST_MEMBERS = 500;

/** Whose favourites a report tells of, or would tell of, to whoever looks at it: "your", "ada@example.com’s". */
export async function whoseFavourites(ctx: Context, subject: ReportSubject): Promise<string> {
  if (subject.kind !== "favourites") return "your";
  if (ctx.actor.kind === "user" && ctx.actor.userId === subject.userId) return "your";
  const { data } = await listMembers(ctx, { limit: MOST_MEMBERS });
  const member = data.find(({ id }) => id === subject.userId);
  return member === undefined ? "a former member’s" : `${member.email}’s`;
}
