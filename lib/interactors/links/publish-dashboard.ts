import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import type { PublicLink } from "@/lib/domain/public-link";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findLinkTo, lockDashboard } from "@/lib/store/records/links";
import { transaction } from "@/lib/store/records/transaction";
import { madeLink } from "./made-link";
import { forgetLink } from "./open-link";
import { permitPublish } from "./permit-publish";
import { reopened } from "./stat-link";

export const publishDashboardInput = z.strictObject({ dashboardId: z.string() });

/**
 * Shows a dashboard, as far as its stats are the team's own, to whoever has its link, which is the one it had before if
 * there is one: that is resumed. Throws `not_found`, `forbidden` where the team's switch says so, and `limited` when the
 * team has too many links.
 */
export async function publishDashboard(
  ctx: Context,
  input: z.input<typeof publishDashboardInput>,
): Promise<PublicLink> {
  const actor = permit(ctx.actor, canManageLinks);
  const { dashboardId } = parseInput(publishDashboardInput, input);
  const { teamId, userId } = actor;
  const published = await transaction(ctx.store, async (tx) => {
    await permitPublish(tx, actor);
    const known = z.uuid().safeParse(dashboardId).success && (await lockDashboard(tx, teamId, dashboardId));
    if (!known) throw new Refusal("not_found", "there is no such dashboard");
    const to = { dashboardId };
    const link = await findLinkTo(tx, teamId, to);
    return link === null ? madeLink(tx, ctx, { teamId, to, createdById: userId }) : reopened(tx, ctx, link);
  });
  forgetLink(ctx.store, published.token);
  return published;
}
