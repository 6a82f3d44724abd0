import type { Context } from "@/lib/context";
import { isScattered } from "@/lib/domain/series";
import type { Preset } from "@/lib/domain/step";
import { readSeries, type StatSeries } from "./read-series";

/**
 * What some stats received over a preset range until now, with the range before it, as a page shows it: by the
 * preset's step, or by its coarser one when one of the stats reports so rarely that only dots would be seen.
 * Throws what `readSeries` throws.
 */
export async function readPreset(ctx: Context, input: { ids: string[]; preset: Preset }): Promise<StatSeries[]> {
  const { span, step, coarser, compare } = input.preset;
  const read = (by: Preset["step"]) => readSeries(ctx, { ids: input.ids, from: `-${span}`, step: by, compare });
  const series = await read(step);
  return series.some(({ points }) => isScattered(points)) ? read(coarser) : series;
}
