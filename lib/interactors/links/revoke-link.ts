import type { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { deleteChart } from "@/lib/store/records/charts";
import { deleteLink, markStatPublic } from "@/lib/store/records/links";
import { transaction } from "@/lib/store/records/transaction";
import { auditLink } from "./audit-link";
import { linkId, lockedLink } from "./locked-link";
import { forgetLink } from "./open-link";

/** Takes a link back for good, with the chart of an embed: its token opens nothing any more. Throws `not_found`. */
export async function revokeLink(ctx: Context, input: z.input<typeof linkId>): Promise<void> {
  const { teamId } = permit(ctx.actor, canManageLinks);
  const { id } = parseInput(linkId, input);
  const token = await transaction(ctx.store, async (tx) => {
    const link = await lockedLink(tx, teamId, id);
    await deleteLink(tx, id);
    if (link.target === "chart") await deleteChart(tx, teamId, link.targetId);
    if (link.target === "stat") await markStatPublic(tx, teamId, link.targetId, false);
    await auditLink(tx, ctx, "link.revoked", link);
    return link.token;
  });
  forgetLink(ctx.store, token);
}
