import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import type { PublicLink } from "@/lib/domain/public-link";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { changeLinkRow, markStatPublic } from "@/lib/store/records/links";
import { transaction } from "@/lib/store/records/transaction";
import { auditLink } from "./audit-link";
import { linkId, lockedLink } from "./locked-link";
import { heldLink } from "./made-link";
import { forgetLink } from "./open-link";
import { permitPublish } from "./permit-publish";

/**
 * Opens a link that was paused; whether it has expired is another matter. Throws `not_found`, and `forbidden` where the
 * team's switch says so.
 */
export async function resumeLink(ctx: Context, input: z.input<typeof linkId>): Promise<PublicLink> {
  const actor = permit(ctx.actor, canManageLinks);
  const { id } = parseInput(linkId, input);
  const { teamId } = actor;
  const resumed = await transaction(ctx.store, async (tx) => {
    await permitPublish(tx, actor);
    const link = await lockedLink(tx, teamId, id);
    if (link.pausedAt === null) return link;
    await changeLinkRow(tx, id, { pausedAt: null });
    if (link.target === "stat") await markStatPublic(tx, teamId, link.targetId, true);
    await auditLink(tx, ctx, "link.resumed", link);
    return heldLink(tx, teamId, id);
  });
  forgetLink(ctx.store, resumed.token);
  return resumed;
}
