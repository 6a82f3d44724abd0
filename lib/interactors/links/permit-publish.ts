import { canPublish, type TeamActor } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { countLinks } from "@/lib/store/records/links";
import { lockTeam } from "@/lib/store/records/teams";
import type { Transaction } from "@/lib/store/records/transaction";

const MOST_LINKS = 1_000;

/**
 * Throws `forbidden` when the team's switch does not let the actor show its numbers to people outside. The team stays
 * locked, so that whoever turns the switch comes before or after.
 */
export async function permitPublish(tx: Transaction, actor: TeamActor): Promise<void> {
  const team = await lockTeam(tx, actor.teamId);
  const publishers = team?.publishers ?? "nobody";
  if (canPublish(actor, publishers)) return;
  const who = publishers === "nobody" ? "nobody make" : "only its owners and admins make";
  throw new Refusal(
    "forbidden",
    `this team lets ${who} embeds and public pages; an admin can change that in its settings`,
  );
}

/** Throws `limited` when the team, which is locked, has as many links as it may. */
export async function leaveRoomForLink(tx: Transaction, teamId: string): Promise<void> {
  if ((await countLinks(tx, teamId)) < MOST_LINKS) return;
  const detail = `the team has ${MOST_LINKS} embeds and public pages, which is the most; revoke one that is not needed`;
  throw new Refusal("limited", detail, { retryAfterSeconds: 3_600 });
}
