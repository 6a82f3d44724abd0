import { z } from "zod";
import type { Context } from "@/lib/context";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { emailInput, passwordInput } from "@/lib/interactors/accounts/credentials";
import { makeAccount } from "@/lib/interactors/accounts/make-account";
import { parseInput } from "@/lib/interactors/parse";
import { permitJob } from "@/lib/interactors/permit-job";

const schema = z.strictObject({ email: emailInput, password: passwordInput });

/**
 * Makes a person who owns the house's team, so that its own stats can be looked at: what the demo shows. The keys are
 * in clear and cannot be shown again. Throws `forbidden` to anyone but a job, `conflict` when the address has an account.
 */
export async function openHouse(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ ezkey: string; manageKey: string }> {
  permitJob(ctx.actor);
  const made = await makeAccount(ctx, {
    ...parseInput(schema, input),
    teamOf: () => ({ id: HOUSE_TEAM_ID }),
    keys: [
      { kind: "ingest", name: "Demo, sending" },
      { kind: "manage", name: "Demo, managing" },
    ],
  });
  const [ezkey = "", manageKey = ""] = made.keys;
  return { ezkey, manageKey };
}
