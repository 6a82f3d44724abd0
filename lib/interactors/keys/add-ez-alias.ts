import { z } from "zod";
import type { Context } from "@/lib/context";
import { parseEmail } from "@/lib/domain/account";
import { canManageKeys } from "@/lib/domain/can";
import { type AliasProblem, aliasProblem } from "@/lib/domain/key";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { bumpChangeMark } from "@/lib/store/records/change-mark";
import { insertAlias, isProvedInTeam, type KeyRecord } from "@/lib/store/records/keys";
import { type Transaction, transaction } from "@/lib/store/records/transaction";
import { keyName } from "./key-name";

const WHY: Record<AliasProblem, string> = {
  too_short: "must have at least 6 characters",
  too_long: "must have at most 100 characters",
  tilde: 'must not hold "~"',
  unprintable: "must hold only characters that can be seen",
  ours: "must not begin with sn_, as keys made here do",
};

const alias = z.string().transform((raw, issue) => {
  const text = raw.trim();
  const problem = aliasProblem(text);
  if (problem === null) return text;
  issue.addIssue({ code: "custom", message: WHY[problem] });
  return z.NEVER;
});

export const addEzAliasInput = z.strictObject({
  name: keyName,
  kind: z.literal("ingest").default("ingest"),
  alias: alias.describe(
    "The EZ key that old scripts send: 6 to 100 characters. An email address must be a proved one of the team.",
  ),
});

/**
 * Makes the EZ key that old scripts hold be one of the team's: a text that only sends, kept as a hash like every key.
 * Throws `unprocessable` for an address that nobody in the team has proved, `conflict` when the text cannot be had,
 * whoever has it.
 */
export async function addEzAlias(ctx: Context, input: z.input<typeof addEzAliasInput>): Promise<KeyRecord> {
  const { teamId, userId } = permit(ctx.actor, canManageKeys);
  const { name, alias } = parseInput(addEzAliasInput, input);
  // A name is shown to everybody in the team and written into the log.
  if (name.includes(alias)) throw invalid([{ pointer: "#/name", detail: "must not hold the key itself" }]);
  return transaction(ctx.store, async (tx) => {
    const isAddress = await refuseUnproved(tx, teamId, alias);
    const fresh = { teamId, userId, name, alias, takeOver: isAddress, createdAt: ctx.clock.now() };
    const made = await insertAlias(tx, fresh);
    if (made === null) throw refusal("conflict", "cannot be used");
    await audit(tx, ctx, { action: "key.alias_added", subject: { kind: "key", id: made.id, name }, teamId });
    await bumpChangeMark(tx);
    return made;
  });
}

/** Whether the text is an address; throws for one that is not proved to be somebody's in the team. */
async function refuseUnproved(tx: Transaction, teamId: string, alias: string): Promise<boolean> {
  const email = parseEmail(alias);
  if (email === null) return false;
  if (await isProvedInTeam(tx, teamId, email)) return true;
  throw refusal("unprocessable", "is an email address that nobody in the team has proved to be theirs");
}

function refusal(code: "conflict" | "unprocessable", detail: string): Refusal {
  return new Refusal(code, `this EZ key ${detail}`, { faults: [{ pointer: "#/alias", detail }] });
}
