import type { Context } from "@/lib/context";
import { permitPerson } from "@/lib/interactors/permit";
import { findOwnEvents, type OwnEvent } from "@/lib/store/records/own-events";

/** What happened to the account of the person who asks, the latest first: sign-ins, failed ones, changes. */
export async function listOwnEvents(ctx: Context, input: { limit: number }): Promise<OwnEvent[]> {
  const { userId } = permitPerson(ctx.actor);
  return findOwnEvents(ctx.store.prisma, userId, input.limit);
}
