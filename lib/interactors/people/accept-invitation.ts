import type { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { findInvitation } from "@/lib/store/records/invitations";
import { findOwnAccount, setProvedEmail } from "@/lib/store/records/own-account";
import { chooseTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { invitationInput, invitationName, noSuchInvitation } from "./invitation-name";
import { isInvited } from "./invited-person";
import { joinTeam } from "./join-team";

/**
 * Puts the person who asks into the team they were invited to, and makes their session work in it. The link proves the
 * address to an account that claims it; by its id only somebody who has proved it can accept. Throws `not_found` for an
 * invitation that is gone, `forbidden` for one to another address, which stays as it was.
 */
export async function acceptInvitation(ctx: Context, input: z.input<typeof invitationInput>): Promise<void> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const name = invitationName(parseInput(invitationInput, input));
  await transaction(ctx.store, async (tx) => {
    const invitation = await findInvitation(tx, name, ctx.clock.now());
    const account = await findOwnAccount(tx, userId);
    if (account === null || invitation === null) throw noSuchInvitation();
    const { email, teamId } = invitation;
    const byLink = "hash" in name;
    if (!(byLink ? await isInvited(tx, account, email) : account.verifiedEmail === email)) {
      if (!byLink) throw noSuchInvitation();
      throw new Refusal("forbidden", `this invitation is for ${email}; you are signed in as ${account.email}`);
    }
    await joinTeam(tx, ctx, { name, teamId, userId });
    if (account.verifiedEmail === null) {
      await setProvedEmail(tx, userId, email);
      const subject = { kind: "account" as const, id: userId, name: email };
      await audit(tx, ctx, { action: "account.email_verified", subject, teamId: null });
    }
    await chooseTeam(tx, { id: sessionId, userId }, teamId);
  });
}
