import { z } from "zod";
import type { Context } from "@/lib/context";
import { personalTeamName } from "@/lib/domain/account";
import { isZone } from "@/lib/domain/time";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { teamName } from "@/lib/interactors/team/team-name";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";
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
 * Makes a person, the team they own and its ingest key. Throws `invalid` for an address or a password that will not
 * do, and `conflict` for an address that has an account: with no mail to answer by, the form has to say so, but it
 * says the same whatever the account is like, and only after a hash's worth of time.
 */
export async function signUp(ctx: Context, input: z.input<typeof schema>): Promise<SignedUp> {
  const { zone, team, ...credentials } = parseInput(schema, input);
  const email = checkCredentials(credentials.email, credentials.password);
  const passwordHash = await hashPassword(credentials.password);
  const made = await transaction(ctx.store, (tx) =>
    insertAccount(tx, {
      email,
      passwordHash,
      emailVerifiedAt: null,
      team: { name: team ?? personalTeamName(email), zone: zone !== undefined && isZone(zone) ? zone : "UTC" },
      keys: [{ kind: "ingest", name: "First key" }],
    }),
  );
  if (made === null) {
    throw new Refusal("conflict", "That address cannot be used to sign up. If it is yours, sign in instead.");
  }
  const { userId, teamId, tokenVersion } = made;
  const [ezkey = ""] = made.keys;
  return { userId, teamId, tokenVersion, ezkey };
}
