import type { z } from "zod";
import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { findInvitation, takeInvitation } from "@/lib/store/records/invitations";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { transaction } from "@/lib/store/records/transaction";
import { invitationInput, invitationName, noSuchInvitation } from "./invitation-name";

/**
 * Gives an invitation back unused, by whoever holds its link or has proved the address it is for. Throws `not_found`
 * when it is gone, or another's.
 */
export async function declineInvitation(ctx: Context, input: z.input<typeof invitationInput>): Promise<void> {
  const name = invitationName(parseInput(invitationInput, input));
  const byId = "id" in name ? permitPerson(ctx.actor) : null;
  await transaction(ctx.store, async (tx) => {
    const found = await findInvitation(tx, name, ctx.clock.now());
    const account = byId === null ? null : await findOwnAccount(tx, byId.userId);
    if (found === null || (byId !== null && account?.verifiedEmail !== found.email)) throw noSuchInvitation();
    if ((await takeInvitation(tx, name, ctx.clock.now())) === null) throw noSuchInvitation();
    const subject = { kind: "invitation" as const, id: found.id, name: found.email };
    const as = { userId: null, name: found.email };
    const detail = { declined: true, role: found.role };
    await audit(tx, ctx, { action: "member.invitation_revoked", subject, teamId: found.teamId, detail, as });
  });
}
