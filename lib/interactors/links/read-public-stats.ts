import { z } from "zod";
import { AXIS_SIDES } from "@/lib/domain/chart-spec";
import { linkClosed, type PublicLink } from "@/lib/domain/public-link";
import { MAX_SERIES } from "@/lib/domain/series";
import { chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { type ChartData, readChartOf } from "@/lib/interactors/charts/read-chart";
import { parseInput } from "@/lib/interactors/parse";
import { findLinksOfStats } from "@/lib/store/records/links";
import { findTeam } from "@/lib/store/records/teams";
import { type Closing, mayShow, type Place } from "./open-link";
import type { PublicContext } from "./public-context";
import { readOwnStats } from "./public-stats";

export const readPublicStatsInput = z.strictObject({
  ids: z.array(z.string()).min(1, "must name a stat").max(MAX_SERIES, `must name at most ${MAX_SERIES} stats`),
  axes: z.array(z.enum(AXIS_SIDES)).default([]),
  title: chartTitle,
  spec: chartSpecInput.prefault({}),
});

/**
 * A chart of stats that are public, all of one team, by their own ids: what StatHat's embeds name. One that is not public
 * is missing, like one that never was, and nothing is shown of the others. Throws what `readSeries` throws.
 */
export async function readPublicStats(
  ctx: PublicContext,
  { place, ...input }: z.input<typeof readPublicStatsInput> & { place: Place },
): Promise<{ closed: Closing } | { closed: null; links: PublicLink[]; chart: ChartData }> {
  const { ids, axes, title, spec } = parseInput(readPublicStatsInput, input);
  const wanted = [...new Set(ids)];
  const found = await findLinksOfStats(ctx.store.pool, wanted);
  const links = wanted.flatMap((id) => found.get(id) ?? []);
  const now = ctx.clock.now();
  const [first] = links;
  if (first === undefined || links.length < wanted.length) return { closed: "missing" };
  if (links.some(({ teamId }) => teamId !== first.teamId)) return { closed: "missing" };
  for (const link of links) {
    const closed = linkClosed(link, now);
    if (closed !== null) return { closed };
    if (!mayShow(link, place, now)) return { closed: "locked" };
  }
  const [team, stats] = await Promise.all([
    findTeam(ctx.store.pool, first.teamId),
    readOwnStats(ctx, first.teamId, [...new Set(links.map(({ targetId }) => targetId))]),
  ]);
  if (team === null || stats.length < new Set(links.map(({ targetId }) => targetId)).size) return { closed: "empty" };
  const sides = stats.map((_, index) => axes[index] ?? "left");
  const chart = await readChartOf(ctx, { title, spec, stats, axes: sides }, { id: team.id, zone: team.zone });
  return { closed: null, links, chart };
}
