import { z } from "zod";
import type { Context } from "@/lib/context";
import type { Annotation } from "@/lib/domain/annotation";
import { canReadTeam } from "@/lib/domain/can";
import type { AxisSide, ChartSpec } from "@/lib/domain/chart-spec";
import type { ListedStat } from "@/lib/domain/stat";
import { PRESETS, type Preset } from "@/lib/domain/step";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type Distribution, readDistributionOf } from "@/lib/interactors/series/read-distribution";
import { readPresetOf } from "@/lib/interactors/series/read-preset";
import { seenStats } from "@/lib/interactors/series/read-series";
import { readSeriesOf, type StatSeries } from "@/lib/interactors/series/read-series-of";
import { findAnnotations } from "@/lib/store/records/annotations";
import { findTeam } from "@/lib/store/records/teams";
import { chartedStats, chartSpecInput, chartTitle } from "./chart-spec-input";

export const readChartInput = z.strictObject({
  title: chartTitle,
  stats: chartedStats,
  spec: chartSpecInput.default(chartSpecInput.parse({})),
});

/** All that a chart shows, before anything is drawn. */
export interface ChartData {
  /** Empty is made from the names. */
  title: string;
  spec: ChartSpec;
  /** One or more, all of one range, step and zone. */
  series: StatSeries[];
  /** The axis of each. */
  axes: AxisSide[];
  /** Of the first stat of a histogram; null for other kinds, and for a counter. */
  distribution: Distribution | null;
  /** Oldest first; none when the chart shows none. */
  annotations: Annotation[];
  /** Unix seconds. */
  now: number;
}

/** What a chart of the team's stats, or of some shared with it, shows now. Throws what `readSeries` throws. */
export async function readChart(ctx: Context, input: z.input<typeof readChartInput>): Promise<ChartData> {
  const actor = permit(ctx.actor, canReadTeam);
  const { title, stats, spec } = parseInput(readChartInput, input);
  const ids = stats.map(({ id }) => id);
  const [team, found] = await Promise.all([findTeam(ctx.store.pool, actor.teamId), seenStats(ctx, actor, ids)]);
  const axes = stats.map(({ axis }) => axis);
  return readChartOf(ctx, { title, spec, stats: found, axes }, { id: actor.teamId, zone: team?.zone ?? "UTC" });
}

/** A chart whose stats, one or more, whoever calls has made sure may be seen. */
export interface SeenChart {
  title: string;
  spec: ChartSpec;
  stats: ListedStat[];
  axes: AxisSide[];
}

/** The same of stats that may be seen, for a team with its zone. */
export async function readChartOf(
  ctx: Pick<Context, "store" | "clock">,
  { title, spec, stats, axes }: SeenChart,
  team: { id: string; zone: string },
): Promise<ChartData> {
  const series = await readRange(ctx, stats, spec, team.zone);
  const [first] = series;
  const now = Math.floor(ctx.clock.now().getTime() / 1_000);
  if (first === undefined) return { title, spec, series, axes, distribution: null, annotations: [], now };
  const { from, to } = first;
  const range = { from: String(from), to: String(to) };
  const seriesIds = stats.map(({ seriesId }) => seriesId);
  const [distribution, annotations] = await Promise.all([
    spec.kind === "histogram" ? readDistributionOf(ctx, first.stat, range, team.zone) : null,
    spec.annotations && spec.kind === "graph"
      ? // What was written this very second is inside [.., now], as its points are.
        findAnnotations(ctx.store.pool, { teamId: team.id, seriesIds, from, to: to === now ? now + 1 : to })
      : [],
  ]);
  return { title, spec, series, axes, distribution, annotations, now };
}

async function readRange(
  ctx: Pick<Context, "store" | "clock">,
  stats: ListedStat[],
  { range, step, zone, compare }: ChartSpec,
  teamZone: string,
): Promise<StatSeries[]> {
  if (stats.length === 0) return [];
  const tz = zone ?? undefined;
  if ("preset" in range && step === null) {
    return readPresetOf(ctx, stats, { preset: presetOf(range.preset), compare, tz }, teamZone);
  }
  const [from, to] = "preset" in range ? [`-${presetOf(range.preset).span}`, "now"] : [range.from, range.to];
  const asked = { from, to, step: step ?? undefined, tz, compare: compare ?? undefined };
  return readSeriesOf(ctx, stats, asked, teamZone);
}

function presetOf(name: Preset["name"]): Preset {
  return PRESETS.find((preset) => preset.name === name) as Preset;
}
