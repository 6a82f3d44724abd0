import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { isScattered } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import type { Preset } from "@/lib/domain/step";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { findTeam } from "@/lib/store/records/teams";
import { seenStats, statIds } from "./read-series";
import { readSeriesOf, type StatSeries } from "./read-series-of";

/** A preset as a page shows it; without `compare` or `tz` the preset's and the team's own. */
export interface PresetRange {
  preset: Preset;
  /** How much earlier the range beneath it lies; null is none. */
  compare: string | null;
  tz?: string;
}

/**
 * What some stats received over a preset range until now, with the range before it, as a page shows it: by the
 * preset's step, or by its coarser one when one of the stats reports so rarely that only dots would be seen.
 * Throws what `readSeries` throws.
 */
export async function readPreset(ctx: Context, input: { ids: string[]; preset: Preset }): Promise<StatSeries[]> {
  const actor = permit(ctx.actor, canReadTeam);
  const ids = parseInput(statIds, input.ids);
  const [team, stats] = await Promise.all([findTeam(ctx.store.pool, actor.teamId), seenStats(ctx, actor, ids)]);
  const { preset } = input;
  return readPresetOf(ctx, stats, { preset, compare: preset.compare }, team?.zone ?? "UTC");
}

/** The same of stats that whoever calls has made sure may be seen. */
export async function readPresetOf(
  ctx: Pick<Context, "store" | "clock">,
  stats: ListedStat[],
  { preset, compare, tz }: PresetRange,
  teamZone: string,
): Promise<StatSeries[]> {
  const { span, step, coarser } = preset;
  const range = { from: `-${span}`, ...(compare === null ? {} : { compare }), ...(tz === undefined ? {} : { tz }) };
  const series = await readSeriesOf(ctx, stats, { ...range, step }, teamZone);
  if (!series.some(({ points }) => isScattered(points))) return series;
  return readSeriesOf(ctx, stats, { ...range, step: coarser }, teamZone);
}
