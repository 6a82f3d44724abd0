import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import type { PublicLink } from "@/lib/domain/public-link";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { notOurs } from "@/lib/interactors/stats/find-stat";
import { lockStat } from "@/lib/store/records/stats";
import { transaction } from "@/lib/store/records/transaction";
import { forgetLink } from "./open-link";
import { permitPublish } from "./permit-publish";
import { openStatLink } from "./stat-link";

export const publishStatInput = z.strictObject({ statId: z.string() });

/**
 * Shows a stat to whoever has its link, which is the one it had before if there is one: that is resumed. Throws
 * `not_found`, `forbidden` for a stat that another team shares and where the team's switch says so, and `limited` when
 * the team has too many links.
 */
export async function publishStat(ctx: Context, input: z.input<typeof publishStatInput>): Promise<PublicLink> {
  const actor = permit(ctx.actor, canManageLinks);
  const { statId } = parseInput(publishStatInput, input);
  const link = await transaction(ctx.store, async (tx) => {
    await permitPublish(tx, actor);
    const stat = await lockStat(tx, actor.teamId, statId);
    if (stat === null) throw await notOurs(tx, actor, statId);
    return openStatLink(tx, ctx, actor, stat);
  });
  forgetLink(ctx.store, link.token);
  return link;
}
