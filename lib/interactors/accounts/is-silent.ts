import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { permitPerson } from "@/lib/interactors/permit";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { findSilence, type Silence } from "@/lib/store/records/silent-addresses";

/**
 * Why and since when mail to the own address of the person who asks is held back; null while it arrives. Throws
 * `unauthenticated`, `forbidden`.
 */
export async function isSilent(ctx: Context): Promise<Pick<Silence, "reason" | "since"> | null> {
  const { userId } = permitPerson(ctx.actor);
  const account = await findOwnAccount(ctx.store.prisma, userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  const silence = await findSilence(ctx.store.prisma, account.email);
  return silence && { reason: silence.reason, since: silence.since };
}
