import { z } from "zod";
import type { Context } from "@/lib/context";
import { personalTeamName } from "@/lib/domain/account";
import { parseInput } from "@/lib/interactors/parse";
import { permitJob } from "@/lib/interactors/permit-job";
import { teamName } from "@/lib/interactors/team/team-name";
import { emailInput, passwordInput } from "./credentials";
import { makeAccount } from "./make-account";

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
  const { email, password, team } = parseInput(schema, input);
  const made = await makeAccount(ctx, {
    email,
    password,
    teamOf: (address) => ({ name: team ?? personalTeamName(address), zone: "UTC" }),
    keys: [
      { kind: "ingest", name: "Ingest" },
      { kind: "read", name: "Read" },
      { kind: "manage", name: "Manage" },
    ],
  });
  const [ezkey = "", readKey = "", manageKey = ""] = made.keys;
  return { userId: made.userId, teamId: made.teamId, ezkey, readKey, manageKey };
}
