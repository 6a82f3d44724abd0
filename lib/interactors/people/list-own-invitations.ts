import type { Context } from "@/lib/context";
import type { OwnInvitation } from "@/lib/domain/people";
import { permitPerson } from "@/lib/interactors/permit";
import { findInvitationsFor } from "@/lib/store/records/invitations";
import { findOwnAccount } from "@/lib/store/records/own-account";

/** The invitations that the person who asks can accept: those for the address they have proved. */
export async function listOwnInvitations(ctx: Context): Promise<OwnInvitation[]> {
  const { userId } = permitPerson(ctx.actor);
  const account = await findOwnAccount(ctx.store.prisma, userId);
  if (!account?.verifiedEmail) return [];
  const found = await findInvitationsFor(ctx.store.prisma, account.verifiedEmail, ctx.clock.now());
  return found.map(({ teamId: _, ...invitation }) => invitation);
}
