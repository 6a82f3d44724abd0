import type { Context } from "@/lib/context";
import { audit } from "@/lib/interactors/audit";
import { type InvitationName, takeInvitation } from "@/lib/store/records/invitations";
import { insertMember } from "@/lib/store/records/members";
import { lockTeam } from "@/lib/store/records/teams";
import type { Transaction } from "@/lib/store/records/transaction";
import { noSuchInvitation } from "./invitation-name";

/** Who joins, for what. */
interface Joining {
  name: InvitationName;
  teamId: string;
  userId: string;
  /** Who is written down as having done it; whoever asks when it is left out. */
  as?: { userId: string; name: string };
}

/**
 * Uses an invitation up and puts a person into its team, in the role that it says; somebody who is in the team already
 * keeps theirs. Throws `not_found` when it is gone: of several at once only one gets it.
 */
export async function joinTeam(tx: Transaction, ctx: Context, { name, teamId, userId, as }: Joining): Promise<void> {
  if ((await lockTeam(tx, teamId)) === null) throw noSuchInvitation();
  const invitation = await takeInvitation(tx, name, ctx.clock.now());
  if (invitation === null) throw noSuchInvitation();
  const { email, role, invitedBy } = invitation;
  await insertMember(tx, { teamId, userId, role, mailNewStats: false });
  const subject = { kind: "member" as const, id: userId, name: email };
  await audit(tx, ctx, { action: "member.joined", subject, teamId, detail: { role, invitedBy }, as });
}
