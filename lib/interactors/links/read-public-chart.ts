import { isDeepStrictEqual } from "node:util";
import type { PublicLink } from "@/lib/domain/public-link";
import { type ChartData, readChartOf } from "@/lib/interactors/charts/read-chart";
import { findCharts } from "@/lib/store/records/charts";
import { findTeam } from "@/lib/store/records/teams";
import { mayShow, type Opened, openLink, type Place } from "./open-link";
import type { PublicContext } from "./public-context";
import { readOwnStats } from "./public-stats";
import { recent } from "./recent";
import { newTicket } from "./ticket";

const MOST_CHARTS = 300;

export interface PublicChart {
  chart: ChartData;
  /** What a locked embed asks for news with; null for one that may be shown anywhere. */
  ticket: string | null;
}

/**
 * What the embed of a token shows now, to anybody: its numbers are as they were up to two seconds ago, and the same
 * object as long as they are. Throws what `readSeries` throws.
 */
export async function readPublicChart(
  ctx: PublicContext,
  { token, ...place }: Place & { token: string },
): Promise<Opened<PublicChart>> {
  const opened = await openLink(ctx, token, "chart");
  if (opened.closed !== null) return opened;
  const { link } = opened;
  const now = ctx.clock.now();
  if (!mayShow(link, place, now)) return { closed: "locked" };
  const charts = recent<ChartData | null>(ctx.store, "charts", MOST_CHARTS);
  const chart = await charts.get(link.token, now.getTime(), (last) => readAnew(ctx, link, last));
  if (chart === null) return { closed: "empty" };
  return { closed: null, link, chart, ticket: link.origins.length === 0 ? null : newTicket(link, now) };
}

/** The last one again when nothing about it changed: what was drawn of it can be shown again. */
async function readAnew(ctx: PublicContext, link: PublicLink, last?: ChartData | null): Promise<ChartData | null> {
  const chart = await readOf(ctx, link);
  return last !== undefined && isDeepStrictEqual(last, chart) ? last : chart;
}

/** Null when all its stats are in the trash. */
async function readOf(ctx: PublicContext, link: PublicLink): Promise<ChartData | null> {
  const { teamId, targetId } = link;
  const [[chart], team] = await Promise.all([
    findCharts(ctx.store.prisma, teamId, [targetId]),
    findTeam(ctx.store.pool, teamId),
  ]);
  if (chart === undefined || team === null) return null;
  const stats = await readOwnStats(
    ctx,
    teamId,
    chart.stats.map(({ id }) => id),
  );
  if (stats.length === 0) return null;
  const axes = stats.map(({ id }) => chart.stats.find((each) => each.id === id)?.axis ?? "left");
  return readChartOf(ctx, { title: chart.title, spec: chart.spec, stats, axes }, { id: teamId, zone: team.zone });
}
