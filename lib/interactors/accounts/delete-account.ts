import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseEmail } from "@/lib/domain/account";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { deleteTeamIn } from "@/lib/interactors/team/delete-team-in";
import { eraseAccount, findTeamsAtStake, NOBODY, type TeamAtStake } from "@/lib/store/records/deleted-accounts";
import { queueMail } from "@/lib/store/records/mails";
import { findOwnAccount, lockOwnAccount, type OwnAccount } from "@/lib/store/records/own-account";
import { lockTeam } from "@/lib/store/records/teams";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { confirmPerson } from "./confirm-person";
import { emailInput, passwordInput } from "./credentials";
import { type Deletion, sortTeams } from "./foresee-deletion";

const schema = z.strictObject({
  currentPassword: passwordInput.optional(),
  /** The account's address, where it has no password to ask for. */
  email: emailInput.optional(),
});

/**
 * Deletes the account of the person who asks, for good, and the teams that nobody else is in with all their numbers.
 * What stays in the logs of other teams no longer says who it was. Throws as `confirmPerson` does, `invalid` for an
 * address that is not the account's, `conflict` while they are the last owner of a team that others are in.
 */
export async function deleteAccount(ctx: Context, input: z.input<typeof schema>): Promise<void> {
  const person = permitPerson(ctx.actor);
  const { currentPassword, email } = parseInput(schema, input);
  const account = await findOwnAccount(ctx.store.prisma, person.userId);
  if (account === null) throw new Refusal("unauthenticated", "sign in first");
  if (account.passwordHash !== null) await confirmPerson(ctx, person, currentPassword);
  else if (parseEmail(email ?? "") !== account.email) {
    throw invalid([{ pointer: "#/email", detail: "is not the address of this account" }]);
  }
  await transaction(ctx.store, async (tx) => {
    const { own, gone, left } = await lockEverything(tx, person.userId);
    for (const { id } of gone) await deleteTeamIn(tx, ctx, { teamId: id, by: own.email });
    await eraseAccount(tx, own.userId);
    const as = { userId: null, name: NOBODY };
    for (const { id } of left) {
      const subject = { kind: "member" as const, id: "", name: NOBODY };
      await audit(tx, ctx, { action: "member.left", subject, teamId: id, as });
    }
    const subject = { kind: "account" as const, id: "", name: NOBODY };
    await audit(tx, ctx, { action: "account.deleted", subject, teamId: null, as });
    if (own.verifiedEmail === null) return;
    const mail = { content: { kind: "account_deleted" as const }, recipient: own.verifiedEmail };
    await queueMail(tx, mail, ctx.clock.now());
  });
}

interface Locked extends Pick<Deletion, "gone" | "left"> {
  own: OwnAccount;
}

/** The account and its teams, which nobody joins, leaves or takes over until the transaction ends. */
async function lockEverything(tx: Transaction, userId: string): Promise<Locked> {
  const before = await findTeamsAtStake(tx, userId);
  for (const team of before) await lockTeam(tx, team.id);
  const own = await lockOwnAccount(tx, userId);
  if (own === null) throw new Refusal("unauthenticated", "sign in first");
  const teams = await findTeamsAtStake(tx, userId);
  if (idsOf(teams) !== idsOf(before)) throw new Refusal("conflict", "your teams changed a moment ago; try again");
  const { orphaned, ...rest } = sortTeams(teams);
  if (orphaned.length === 0) return { own, ...rest };
  const names = orphaned.map(({ name }) => `“${name}”`).join(" and ");
  throw new Refusal(
    "conflict",
    `You are the last owner of ${names}, and others are in there. Make one of them an owner, or delete the team, and then your account.`,
  );
}

function idsOf(teams: TeamAtStake[]): string {
  return teams.map(({ id }) => id).join();
}
