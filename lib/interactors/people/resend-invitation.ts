import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManagePeople } from "@/lib/domain/can";
import type { Invitation } from "@/lib/domain/people";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { renewInvitation } from "@/lib/store/records/invitations";
import { transaction } from "@/lib/store/records/transaction";
import { invitationExpiry, mailInvitation } from "./invitation-mail";
import { lockInvitation } from "./lock-invitation";

const schema = z.strictObject({ id: z.string() });

/** Mails an invitation anew, good for 7 days from now; the link of the mail before is worth nothing. Throws `not_found`, `limited`. */
export async function resendInvitation(ctx: Context, input: z.input<typeof schema>): Promise<Invitation> {
  const actor = permit(ctx.actor, canManagePeople);
  const { id } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const { team, invitation } = await lockInvitation(tx, actor, id);
    const renewed = await renewInvitation(tx, id, { expiresAt: invitationExpiry(ctx.clock.now()) });
    await mailInvitation(tx, ctx, renewed, team);
    const subject = { kind: "invitation" as const, id, name: invitation.email };
    await audit(tx, ctx, { action: "member.invitation_resent", subject, teamId: team.id });
    return renewed;
  });
}
