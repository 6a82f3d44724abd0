import { z } from "zod";
import type { Context } from "@/lib/context";
import { HOUSE_TEAM_ID } from "@/lib/domain/house";
import { Refusal } from "@/lib/errors";
import { checkCredentials, emailInput, passwordInput } from "@/lib/interactors/accounts/credentials";
import { hashPassword } from "@/lib/interactors/accounts/password-hash";
import { parseInput } from "@/lib/interactors/parse";
import { insertAccount } from "@/lib/store/records/accounts";
import { transaction } from "@/lib/store/records/transaction";

const schema = z.strictObject({ email: emailInput, password: passwordInput });

/**
 * Makes a person who owns the house's team, so that its own stats can be looked at: what the demo shows. The keys are
 * in clear and cannot be shown again. Throws `forbidden` to anyone but a job, `conflict` when the address has an account.
 */
export async function openHouse(
  ctx: Context,
  input: z.input<typeof schema>,
): Promise<{ ezkey: string; manageKey: string }> {
  if (ctx.actor.kind !== "job") throw new Refusal("forbidden", "only a job opens the house");
  const { email: raw, password } = parseInput(schema, input);
  const email = checkCredentials(raw, password);
  const passwordHash = await hashPassword(password);
  const made = await transaction(ctx.store, (tx) =>
    insertAccount(tx, {
      email,
      passwordHash,
      emailVerifiedAt: ctx.clock.now(),
      team: { id: HOUSE_TEAM_ID },
      keys: [
        { kind: "ingest", name: "Demo, sending" },
        { kind: "manage", name: "Demo, managing" },
      ],
    }),
  );
  if (made === null) throw new Refusal("conflict", `${email} has an account already`);
  const [ezkey = "", manageKey = ""] = made.keys;
  return { ezkey, manageKey };
}
