import { z } from "zod";
import type { Context } from "@/lib/context";
import { isZone } from "@/lib/domain/time";
import { Refusal } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permitPerson } from "@/lib/interactors/permit";
import { insertKey } from "@/lib/store/records/keys";
import { countOwned, insertMember } from "@/lib/store/records/members";
import { lockOwnAccount } from "@/lib/store/records/own-account";
import { chooseTeam, insertTeam } from "@/lib/store/records/teams";
import { transaction } from "@/lib/store/records/transaction";
import { teamName } from "./team-name";

const MOST_OWNED = 20;

const schema = z.strictObject({
  name: teamName,
  /** The browser's; one that is not an IANA zone counts as UTC. */
  zone: z.string().optional(),
});

export interface MadeTeam {
  teamId: string;
  /** The team's first ingest key in clear: it cannot be shown again. */
  ezkey: string;
}

/**
 * Makes a team that the person owns, with an ingest key, and makes their session work in it. Throws `forbidden` until
 * they have proved their address, `limited` when they own too many teams.
 */
export async function createTeam(ctx: Context, input: z.input<typeof schema>): Promise<MadeTeam> {
  const { userId, sessionId } = permitPerson(ctx.actor);
  const { name, zone } = parseInput(schema, input);
  return transaction(ctx.store, async (tx) => {
    const account = await lockOwnAccount(tx, userId);
    if (!account?.verifiedEmail)
      throw new Refusal("forbidden", "confirm your email address first, by the link we mailed");
    if ((await countOwned(tx, userId)) >= MOST_OWNED) {
      throw new Refusal("limited", `you own ${MOST_OWNED} teams; delete one first, or hand it over`);
    }
    const team = await insertTeam(tx, { name, zone: zone !== undefined && isZone(zone) ? zone : "UTC" });
    const { id: teamId } = team;
    await insertMember(tx, { teamId, userId, role: "owner", mailNewStats: true });
    const { id, key } = await insertKey(tx, { teamId, userId, name: "First key", kind: "ingest", expiresAt: null });
    await chooseTeam(tx, { id: sessionId, userId }, teamId);
    await audit(tx, ctx, { action: "team.made", subject: { kind: "team", id: teamId, name }, teamId });
    const subject = { kind: "key" as const, id, name: "First key" };
    await audit(tx, ctx, { action: "key.made", subject, teamId, detail: { kind: "ingest" } });
    return { teamId, ezkey: key };
  });
}
