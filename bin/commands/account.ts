import { createAccount } from "@/lib/interactors/accounts/create-account";
import { withDatabase } from "./database";
import { UsageError, words } from "./usage";

/** `statnest account create`: a person with a team and its three keys, without a browser. */
export async function account(args: string[]): Promise<string> {
  const { values, positionals } = words(args, {
    email: { type: "string" },
    password: { type: "string" },
    team: { type: "string" },
    json: { type: "boolean" },
  });
  const { email, password, team, json } = values;
  if (positionals[0] !== "create" || email === undefined) {
    throw new UsageError("usage: statnest account create --email E [--password P] [--team NAME] [--json]");
  }
  const made = await withDatabase((context) => createAccount(context, { email, password, team }));
  const line = {
    user_id: made.userId,
    team_id: made.teamId,
    ezkey: made.ezkey,
    read_key: made.readKey,
    manage_key: made.manageKey,
  };
  if (json) return `${JSON.stringify(line)}\n`;
  return Object.entries(line)
    .map(([name, value]) => `${name.padEnd(10)} ${value}\n`)
    .join("");
}
