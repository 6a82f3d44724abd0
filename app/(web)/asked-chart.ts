import type { Context } from "@/lib/context";
import type { ChartSpec } from "@/lib/domain/chart-spec";
import { Refusal } from "@/lib/errors";
import { type ChartData, readChart } from "@/lib/interactors/charts/read-chart";
import { axesOf, overRange, type RangeView } from "@/lib/presenters/view/range";
import { usualCompare } from "@/lib/presenters/view/range-length";

/** What an address asked for, as far as there is such a chart. */
interface AskedChart {
  data: ChartData;
  /** What is shown: the range of `data`. */
  range: RangeView;
  /** Why it is not what was asked for: "from: must be before to"; null when it is. */
  refused: string | null;
}

/**
 * The chart that the address of a page asks for. The earlier range is read along whether it is drawn or not, for the
 * words beside the chart. Where something about it cannot be, such as a step finer than what is kept, it is the preset
 * it leads back to. Throws what else `readChart` throws.
 */
export async function askedChart(ctx: Context, ids: string[], range: RangeView): Promise<AskedChart> {
  const axes = axesOf(ids, range.right);
  const stats = ids.map((id, index) => ({ id, axis: axes[index] ?? ("left" as const) }));
  const read = async (shown: RangeView, compare: string | null): Promise<ChartData> => {
    const data = await readChart(ctx, { stats, spec: { ...shown.spec, compare } });
    return { ...data, spec: shown.spec };
  };
  const faults: Refusal[] = [];
  for (const compare of new Set([range.spec.compare ?? usualCompare(range.spec.range), range.spec.compare])) {
    const data = await orRefusal(read(range, compare));
    if (!(data instanceof Refusal)) return { data, range, refused: null };
    faults.push(data);
  }
  const usual = plain(range);
  const data = await read(usual, usual.spec.compare ?? usualCompare(usual.spec.range));
  return { data, range: usual, refused: faults.at(-1)?.message ?? null };
}

/** The same manner of drawing over the preset, by its own step and the team's clocks. */
function plain(range: RangeView): RangeView {
  const anew = overRange(range, { preset: range.preset.name });
  const spec: ChartSpec = { ...anew.spec, zone: null };
  return { ...anew, spec: spec.compare === null ? spec : { ...spec, compare: usualCompare(spec.range) } };
}

async function orRefusal<T>(asked: Promise<T>): Promise<T | Refusal> {
  try {
    return await asked;
  } catch (error) {
    if (error instanceof Refusal && error.code === "invalid") return error;
    throw error;
  }
}
