import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam, type TeamActor } from "@/lib/domain/can";
import { MAX_SERIES } from "@/lib/domain/series";
import type { ListedStat } from "@/lib/domain/stat";
import { Refusal } from "@/lib/errors";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { NO_SUCH_STAT } from "@/lib/interactors/stats/find-stat";
import { readStatsById } from "@/lib/store/records/listed-stats";
import { findTeam } from "@/lib/store/records/teams";
import { readSeriesOf, type StatSeries } from "./read-series-of";
import { seriesRange } from "./series-range";

export const statIds = z
  .array(z.string())
  .min(1, "must name a stat")
  .max(MAX_SERIES, `must name at most ${MAX_SERIES} stats`);

export const readSeriesInput = seriesRange.extend({ ids: statIds });

/**
 * What some stats of the team received in a range, by bucket, in the order of `ids`. Without a range it is the last
 * week; without a step, one that reads well. Buckets are whole, so they may reach a little beyond the range.
 * Throws `invalid` for a range, step or zone that cannot be, and for more than 2,000 buckets; `not_found` when one of
 * the stats is missing; `unavailable` when the database takes too long.
 */
export async function readSeries(ctx: Context, input: z.input<typeof readSeriesInput>): Promise<StatSeries[]> {
  const actor = permit(ctx.actor, canReadTeam);
  const { ids, ...asked } = parseInput(readSeriesInput, input);
  const [team, stats] = await Promise.all([findTeam(ctx.store.pool, actor.teamId), seenStats(ctx, actor, ids)]);
  return readSeriesOf(ctx, stats, asked, team?.zone ?? "UTC");
}

/** The stats of these ids, each once, as far as the actor's team sees them all; throws `not_found` otherwise. */
export async function seenStats(ctx: Context, actor: TeamActor, ids: string[]): Promise<ListedStat[]> {
  const wanted = [...new Set(ids)];
  const asker = { teamId: actor.teamId, userId: actor.userId };
  const found = await readStatsById(ctx.store.pool, asker, wanted);
  return wanted.map((id) => {
    const stat = found.find((each) => each.id === id);
    if (stat === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
    return stat;
  });
}

/** The same of one stat. */
export async function readStatSeries(
  ctx: Context,
  { id, ...input }: Omit<z.input<typeof readSeriesInput>, "ids"> & { id: string },
): Promise<StatSeries> {
  const [series] = await readSeries(ctx, { ...input, ids: [id] });
  if (series === undefined) throw new Refusal("not_found", NO_SUCH_STAT);
  return series;
}
