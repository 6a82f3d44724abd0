import { z } from "zod";
import type { Context } from "@/lib/context";
import { canManageLinks } from "@/lib/domain/can";
import { PLAIN_LOOK } from "@/lib/domain/embed-look";
import type { PublicLink } from "@/lib/domain/public-link";
import { chartedStats, chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { refuseUndrawable } from "@/lib/interactors/charts/kept-chart";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { insertChart } from "@/lib/store/records/charts";
import { transaction } from "@/lib/store/records/transaction";
import { embedLook, expiryOf, linkExpiry, origins } from "./link-input";
import { madeLink } from "./made-link";
import { ownStats } from "./own-stats";
import { permitPublish } from "./permit-publish";

export const makeEmbedInput = z.strictObject({
  stats: chartedStats,
  title: chartTitle,
  spec: chartSpecInput.prefault({}),
  look: embedLook.default({}),
  origins: origins.default([]),
  expiresAt: linkExpiry.default(null).describe("When it closes by itself; never when null."),
});

/**
 * Keeps a chart of the team's own stats with a link that shows it to anybody: at /embed/TOKEN, as a picture, as data and
 * as a badge. Throws `not_found`, `forbidden` for a stat that another team shares and where the team's switch says so,
 * `invalid` for a range that cannot be drawn, `unprocessable` for an expiry in the past, and `limited` when the team has too many links.
 */
export async function makeEmbed(ctx: Context, input: z.input<typeof makeEmbedInput>): Promise<PublicLink> {
  const actor = permit(ctx.actor, canManageLinks);
  const { stats, title, spec, look, expiresAt, ...lock } = parseInput(makeEmbedInput, input);
  const now = ctx.clock.now();
  const expiry = expiryOf(expiresAt, now);
  refuseUndrawable(spec, now);
  const { teamId, userId } = actor;
  return transaction(ctx.store, async (tx) => {
    await permitPublish(tx, actor);
    const series = await ownStats(tx, actor, stats);
    const chartId = await insertChart(tx, { teamId, use: "embed", title, spec, stats: series }, now);
    return madeLink(tx, ctx, {
      teamId,
      to: { chartId },
      look: { ...PLAIN_LOOK, ...look },
      origins: lock.origins,
      expiresAt: expiry,
      createdById: userId,
    });
  });
}
