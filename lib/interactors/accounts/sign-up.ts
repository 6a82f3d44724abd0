import { z } from "zod";
import type { Context } from "@/lib/context";
import { personalTeamName } from "@/lib/domain/account";
import { isZone } from "@/lib/domain/time";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { teamName } from "@/lib/interactors/team/team-name";
import { insertAccount } from "@/lib/store/records/accounts";
import { queueMail } from "@/lib/store/records/mails";
import { transaction } from "@/lib/store/records/transaction";
import { mayMail, takeSignUp } from "./attempts";
import { checkCredentials, emailInput, passwordInput } from "./credentials";
import { hashPassword } from "./password-hash";

const schema = z.strictObject({
  email: emailInput,
  password: passwordInput,
  /** The browser's; one that is not an IANA zone counts as UTC. */
  zone: z.string().optional(),
  team: teamName.optional(),
});

export interface SignedUp {
  userId: string;
  teamId: string;
  tokenVersion: number;
  /** The team's first ingest key in clear: it cannot be shown again. */
  ezkey: string;
}

/**
 * Makes a person, the team they own and its ingest key, and mails the address a link to confirm it. All of that is the
 * same whether the address has an account already or not: until it is confirmed it is only claimed. Throws `invalid`
 * for an address or a password that will not do, `limited` after too many sign-ups from one network.
 */
export async function signUp(ctx: Context, input: z.input<typeof schema>): Promise<SignedUp> {
  const { zone, team, ...credentials } = parseInput(schema, input);
  const email = checkCredentials(credentials.email, credentials.password);
  await takeSignUp(ctx);
  const passwordHash = await hashPassword(credentials.password);
  const account = {
    email,
    passwordHash,
    verified: false,
    team: { name: team ?? personalTeamName(email), zone: zoneOf(zone) },
    keys: [{ kind: "ingest" as const, name: "First key" }],
  };
  const mailed = await mayMail(ctx, "verify_email", email);
  return transaction(ctx.store, async (tx) => {
    const made = await insertAccount(tx, account);
    if (made === null) throw new Error("an address that is only claimed cannot be taken");
    const { userId, teamId, tokenVersion } = made;
    if (mailed) {
      await queueMail(tx, { content: { kind: "verify_email" }, recipient: email, userId }, ctx.clock.now());
    }
    const subject = { kind: "account" as const, id: userId, name: email };
    await audit(tx, ctx, { action: "account.made", subject, teamId: null, as: { userId, name: email } });
    const [ezkey = ""] = made.keys;
    return { userId, teamId, tokenVersion, ezkey };
  });
}

/** A browser may say anything; what is no zone counts as UTC. */
export function zoneOf(said: string | undefined): string {
  return said !== undefined && isZone(said) ? said : "UTC";
}
