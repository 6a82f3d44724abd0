import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { countOf, quantile } from "@/lib/domain/distribution";
import type { ListedStat } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { type Distribution, distributionInput, readValueDistribution } from "./read-distribution";

const MOST = 20;
const USUAL = [50, 90, 95, 99];

export const readPercentilesInput = distributionInput.extend({
  p: z
    .array(z.number("must be numbers").min(0, "must be from 0 to 100").max(100, "must be from 0 to 100"))
    .min(1, "must name a percentile")
    .max(MOST, `must be at most ${MOST} percentiles`)
    .optional(),
});

export interface Percentiles {
  stat: ListedStat;
  /** Unix seconds, whole UTC hours: the hours that the range asked for touches. */
  from: number;
  to: number;
  /** How many numbers came. */
  n: number;
  /** In the order asked for; `v` is null without data. */
  percentiles: { p: number; v: number | null }[];
}

/**
 * The numbers below which so many percent of a value stat's numbers lie (0 is the smallest, 100 the greatest), within
 * 1 % of the exact ones: of the last week and for 50, 90, 95 and 99 % unless told otherwise. Throws what
 * `readValueDistribution` throws.
 */
export async function readPercentiles(ctx: Context, input: z.input<typeof readPercentilesInput>): Promise<Percentiles> {
  permit(ctx.actor, canReadTeam);
  const { p = USUAL, ...asked } = parseInput(readPercentilesInput, input);
  return percentilesOf(await readValueDistribution(ctx, asked), p);
}

function percentilesOf({ stat, from, to, bins, extremes }: Distribution, p: number[]): Percentiles {
  const percentiles = p.map((each) => ({ p: each, v: quantile(bins, each / 100, extremes) }));
  return { stat, from, to, n: countOf(bins), percentiles };
}
