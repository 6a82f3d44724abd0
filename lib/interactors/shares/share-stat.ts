import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageShares } from "@/lib/domain/can";
import type { Share } from "@/lib/domain/share";
import { Refusal, type RefusalCode } from "@/lib/errors";
import { audit } from "@/lib/interactors/audit";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { notOurs } from "@/lib/interactors/stats/find-stat";
import { tellShare } from "@/lib/store/records/change-hint";
import { countShares, findReceiver, insertShare } from "@/lib/store/records/shares";
import { lockStat } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";

const MOST_TEAMS = 100;

export const shareStatInput = z.strictObject({
  statId: z.string(),
  teamId: z
    .string()
    .trim()
    .toLowerCase()
    .describe("The sharing id of the team that may see the stat: its people find it under Settings, Shared."),
});

/**
 * Lets another team see a stat of the actor's, from its first number on, and do nothing else with it. Throws
 * `not_found` for the stat and for the team, `forbidden` for a stat that others share with the actor's team,
 * `unprocessable` for that team itself, and `conflict` when the other one sees the stat already.
 */
export async function shareStat(ctx: Context, input: z.input<typeof shareStatInput>): Promise<Share> {
  const actor = permit(ctx.actor, canManageShares);
  const { statId, teamId } = parseInput(shareStatInput, input);
  return transaction(ctx.store, async (tx) => {
    const stat = await lockStat(tx, actor.teamId, statId);
    if (stat === null) throw await notOurs(tx, actor, statId);
    if (teamId === actor.teamId) throw atTeam("unprocessable", "this is the sharing id of your own team");
    const receiver = z.uuid().safeParse(teamId).success ? await findReceiver(tx, teamId) : null;
    if (receiver === null) {
      throw atTeam("not_found", "no team has this sharing id; ask them to copy it from their settings, under Shared");
    }
    if ((await countShares(tx, stat.seriesId)) >= MOST_TEAMS) {
      throw atTeam("unprocessable", `the stat is shared with ${MOST_TEAMS} teams, which is the most`);
    }
    const share = await insertShare(tx, { statId: stat.seriesId, teamId }, ctx.clock.now());
    if (share === null) throw atTeam("conflict", `${receiver.name} sees this stat already`);
    await audit(tx, ctx, {
      action: "share.made",
      subject: { kind: "share", id: share.id, name: stat.name },
      detail: { stat: stat.id, team: share.team },
      teamId: actor.teamId,
    });
    await tellShare(tx, stat.id, { ownerId: actor.teamId, receiverId: teamId });
    return share;
  });
}

function atTeam(code: RefusalCode, detail: string): Refusal {
  return new Refusal(code, detail, { faults: [{ pointer: "#/teamId", detail: sentence(detail) }] });
}

/** Said beside the field by itself, not as its predicate. */
function sentence(detail: string): string {
  return `${detail.charAt(0).toUpperCase()}${detail.slice(1)}.`;
}
