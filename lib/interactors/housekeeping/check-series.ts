import type { Context } from "@/lib/context";
import { permitJob } from "@/lib/interactors/permit-job";
import { checkDerived, nextSeries } from "@/lib/store/series/roll-up-check";

export interface SeriesCheck {
  /** How many rows were compared. */
  quarters: number;
  days: number;
  /** `stat` is the id that everybody sees, `at` RFC 3339. */
  wrong: { level: "quarter" | "day"; stat: string; at: string }[];
}

/** Compares every derived row that reads would use with the minutes it was made of, a few stats at a time. */
export async function checkSeries(ctx: Context): Promise<SeriesCheck> {
  permitJob(ctx.actor);
  const { pool } = ctx.store;
  const check: SeriesCheck = { quarters: 0, days: 0, wrong: [] };
  for (let next = await nextSeries(pool, 0n); next.size > 0; ) {
    const { quarters, days, wrong } = await checkDerived(pool, [...next.keys()]);
    check.quarters += quarters;
    check.days += days;
    for (const { level, seriesId, at } of wrong) {
      check.wrong.push({ level, stat: next.get(seriesId) ?? "", at: new Date(at * 1_000).toISOString() });
    }
    next = await nextSeries(pool, [...next.keys()].at(-1) ?? 0n);
  }
  return check;
}
