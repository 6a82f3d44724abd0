import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManagePeople } from "@/lib/domain/can";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteInvitation } from "@/lib/store/records/invitations";
import { transaction } from "@/lib/store/records/transaction";
import { lockInvitation } from "./lock-invitation";

const schema = z.strictObject({ id: z.string() });

/** Takes an invitation back: its link opens nothing any more. Throws `not_found`. */
export async function revokeInvitation(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const actor = permit(ctx.actor, canManagePeople);
  const { id } = parseInput(schema, input);
  await transaction(ctx.store, async (tx) => {
    const { team, invitation } = await lockInvitation(tx, actor, id);
    await deleteInvitation(tx, id);
    const subject = { kind: "invitation" as const, id, name: invitation.email };
    const detail = { role: invitation.role };
    await audit(tx, ctx, { action: "member.invitation_revoked", subject, teamId: team.id, detail });
  });
}
