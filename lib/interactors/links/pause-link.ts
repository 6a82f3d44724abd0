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

/** Closes a link until it is resumed; its token stays. One that is paused stays so. Throws `not_found`. */
export async function pauseLink(ctx: Context, input: z.input<typeof linkId>): Promise<PublicLink> {
  const { teamId } = permit(ctx.actor, canManageLinks);
  const { id } = parseInput(linkId, input);
  const paused = await transaction(ctx.store, async (tx) => {
    const link = await lockedLink(tx, teamId, id);
    if (link.pausedAt !== null) return link;
    await changeLinkRow(tx, id, { pausedAt: ctx.clock.now() });
    if (link.target === "stat") await markStatPublic(tx, teamId, link.targetId, false);
    await auditLink(tx, ctx, "link.paused", link);
    return heldLink(tx, teamId, id);
  });
  forgetLink(ctx.store, paused.token);
  return paused;
}
