import { z } from "zod";
import type { Context } from "@/lib/context";
import { personalTeamName } from "@/lib/domain/account";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permitJob } from "@/lib/interactors/permit-job";
import { teamName } from "@/lib/interactors/team/team-name";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";
import { checkCredentials, emailInput, passwordInput } from "./credentials";
import { hashPassword } from "./password-hash";

const schema = z.strictObject({
  email: emailInput,
  password: passwordInput.optional(),
  team: teamName.optional(),
});

export interface CreatedAccount {
  userId: string;
  teamId: string;
  /** The three keys in clear: they cannot be shown again. */
  ezkey: string;
  readKey: string;
  manageKey: string;
}

/**
 * Makes an account from the operator's command line: its address counts as verified, and without a password nobody
 * can sign in to it yet, only use its keys. Throws `forbidden` to anyone but a job, `conflict` when the address has an account.
 */
export async function createAccount(ctx: Context, input: z.input<typeof schema>): Promise<CreatedAccount> {
  permitJob(ctx.actor);
  const { email: raw, password, team } = parseInput(schema, input);
  const email = checkCredentials(raw, password);
  const passwordHash = password === undefined ? null : await hashPassword(password);
  const made = await transaction(ctx.store, (tx) =>
    insertAccount(tx, {
      email,
      passwordHash,
      emailVerifiedAt: ctx.clock.now(),
      team: { name: team ?? personalTeamName(email), zone: "UTC" },
      keys: [
        { kind: "ingest", name: "Ingest" },
        { kind: "read", name: "Read" },
        { kind: "manage", name: "Manage" },
      ],
    }),
  );
  if (made === null) throw new Refusal("conflict", `${email} has an account already`);
  const [ezkey = "", readKey = "", manageKey = ""] = made.keys;
  return { userId: made.userId, teamId: made.teamId, ezkey, readKey, manageKey };
}
