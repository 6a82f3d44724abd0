import { z } from "zod";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { checkCredentials, passwordInput } from "@/lib/interactors/accounts/credentials";
import { hashPassword } from "@/lib/interactors/accounts/password-hash";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { findInvitation } from "@/lib/store/records/invitations";
import { hashLink } from "@/lib/store/records/mailed-links";
import { insertPerson } from "@/lib/store/records/members";
import { transaction } from "@/lib/store/records/transaction";
import { noSuchInvitation } from "./invitation-name";
import { joinTeam } from "./join-team";

const schema = z.strictObject({ token: z.string().max(200), password: passwordInput });

/**
 * Makes an account for the address that an invitation was mailed to, which the link proves, and puts it into the team.
 * Throws `not_found` for an invitation that is gone, `invalid` for a password that will not do, `conflict` when an
 * account has proved the address, or somebody is signed in.
 */
export async function acceptAsNew(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ userId: string; tokenVersion: number }> {
  const { token, password } = parseInput(schema, input);
  if (ctx.actor.kind !== "anonymous") throw new Refusal("conflict", "you are signed in; sign out first");
  const name = { hash: hashLink(token) };
  const invitation = await findInvitation(ctx.store.prisma, name, ctx.clock.now());
  if (invitation === null) throw noSuchInvitation();
  const email = checkCredentials(invitation.email, password);
  const passwordHash = await hashPassword(password);
  return transaction(ctx.store, async (tx) => {
    const person = await insertPerson(tx, { email, passwordHash });
    if (person === null) throw new Refusal("conflict", `${email} has an account already: sign in to accept`);
    const as = { userId: person.userId, name: email };
    const subject = { kind: "account" as const, id: person.userId, name: email };
    await audit(tx, ctx, { action: "account.made", subject, teamId: null, as });
    await joinTeam(tx, ctx, { name, teamId: invitation.teamId, userId: person.userId, as });
    return person;
  });
}
