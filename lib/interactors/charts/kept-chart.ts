import type { TeamActor } from "@/lib/domain/can";
import type { ChartedStat, ChartSpec } from "@/lib/domain/chart-spec";
import { PRESETS } from "@/lib/domain/step";
import { type Fault, Refusal } from "@/lib/errors";
import { invalid } from "@/lib/interactors/parse";
import { settleRange } from "@/lib/interactors/series/settle-range";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import type { KeptChart } from "@/lib/store/records/charts";
import { findStatsById } from "@/lib/store/records/listed-stats";
import type { Transaction } from "@/lib/store/records/transaction";

type NamedStat = KeptChart["stats"][number] & { name: string };

/**
 * The stats of a chart that is to be saved, as it keeps them: the actor's team has them, or others share them with it.
 * Throws `not_found` when one of them is missing.
 */
export async function keptStats(tx: Transaction, actor: TeamActor, stats: ChartedStat[]): Promise<NamedStat[]> {
  const found = await findStatsById(
    tx,
    actor,
    stats.map(({ id }) => id),
  );
  return stats.map(({ id, axis }) => {
    const stat = found.find((each) => each.id === id);
    if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
    return { seriesId: stat.seriesId, axis, name: stat.name };
  });
}

/** Throws `invalid` when the range and the step of a chart that is to be saved cannot be drawn now. */
export function refuseUndrawable({ range, step, zone, compare }: ChartSpec, now: Date): void {
  const preset = "preset" in range ? PRESETS.find(({ name }) => name === range.preset) : undefined;
  if (preset !== undefined && step === null) return;
  const bounds = preset === undefined ? range : { from: `-${preset.span}`, to: "now" };
  const asked = { ...bounds, step: step ?? undefined, compare: compare ?? undefined };
  try {
    settleRange(asked, { stats: NO_STATS, now: Math.floor(now.getTime() / 1_000), teamZone: zone ?? "UTC" });
  } catch (error) {
    throw error instanceof Refusal ? invalid((error.more.faults ?? []).map(ofSpec)) : error;
  }
}

const NO_STATS = [{ minutesFrom: new Date(0) }];

/** Where a part of what is asked of a series stands in a spec. */
function ofSpec({ pointer, detail }: Fault): Fault {
  const part = pointer.slice(2);
  return { pointer: part === "from" || part === "to" ? `#/spec/range/${part}` : `#/spec/${part}`, detail };
}
