import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseEmail } from "@/lib/domain/account";
import { canChangeMember, canGrant, canManagePeople, type TeamActor } from "@/lib/domain/can";
import type { Invitation } from "@/lib/domain/people";
import { ROLES } from "@/lib/domain/team";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_TEAM } from "@/lib/interactors/team/get-team";
import {
  countOpenInvitations,
  findTeamInvitation,
  insertInvitation,
  renewInvitation,
} from "@/lib/store/records/invitations";
import { isMember } from "@/lib/store/records/members";
import { findOwnAccount } from "@/lib/store/records/own-account";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { actorName } from "./actor-name";
import { invitationExpiry, mailInvitation } from "./invitation-mail";

const MOST_OPEN = 100;

export const inviteInput = z.strictObject({ email: z.string().max(1_000), role: z.enum(ROLES) });

/**
 * Invites an address to the team, by a mail that its owner can accept within 7 days. Inviting it again makes a new
 * link, and the role is the new one. Throws `forbidden` for a role that the actor may not give, or while they have not
 * proved their own address; `conflict` when somebody with this address is in the team; `limited` for too many.
 */
export async function invite(ctx: Context, input: z.input<typeof inviteInput>): Promise<Invitation> {
  const actor = permit(ctx.actor, canManagePeople);
  const { email: raw, role } = parseInput(inviteInput, input);
  const email = parseEmail(raw);
  if (email === null) throw invalid([{ pointer: "#/email", detail: "is not an email address" }]);
  if (!canGrant(actor, role)) throw new Refusal("forbidden", `only an owner of the team may invite an ${role}`);
  const { teamId } = actor;
  const now = ctx.clock.now();
  return transaction(ctx.store, async (tx) => {
    const team = await lockTeam(tx, teamId);
    if (team === null) throw new Refusal("not_found", NO_SUCH_TEAM);
    await requireProvedAddress(tx, actor);
    if (await isMember(tx, teamId, email)) throw new Refusal("conflict", `${email} is in the team already`);
    const before = await findTeamInvitation(tx, teamId, { email });
    if (before !== null && !canChangeMember(actor, before.role)) {
      throw new Refusal("forbidden", "only an owner of the team may change an owner's invitation");
    }
    if (before === null && (await countOpenInvitations(tx, teamId, now)) >= MOST_OPEN) {
      throw new Refusal("limited", `the team has ${MOST_OPEN} open invitations; revoke some first`);
    }
    const expiresAt = invitationExpiry(now);
    const invitedBy = await actorName(tx, actor);
    const invitation =
      before === null
        ? await insertInvitation(tx, { teamId, email, role, invitedBy, now, expiresAt })
        : await renewInvitation(tx, before.id, { role, invitedBy, expiresAt });
    await mailInvitation(tx, ctx, invitation, team);
    const subject = { kind: "invitation" as const, id: invitation.id, name: email };
    await audit(tx, ctx, { action: "member.invited", subject, teamId, detail: { role } });
    return invitation;
  });
}

/** Who writes to others in our name is somebody we can name to them. */
async function requireProvedAddress(tx: Transaction, actor: TeamActor): Promise<void> {
  if (actor.kind === "key") return;
  const account = await findOwnAccount(tx, actor.userId);
  if (!account?.verifiedEmail)
    throw new Refusal("forbidden", "confirm your own email address first, by the link we mailed");
}
