import { z } from "zod";
import type { Context } from "@/lib/context";
import { canReadTeam } from "@/lib/domain/can";
import { countOf } from "@/lib/domain/distribution";
import { type Histogram, histogram, MOST_BUCKETS, USUAL_BUCKETS } from "@/lib/domain/distribution-histogram";
import type { ListedStat } from "@/lib/domain/stat";
import { parseInput } from "@/lib/interactors/parse";
import { permit } from "@/lib/interactors/permit";
import { distributionInput, readValueDistribution } from "./read-distribution";

const FEWEST_BUCKETS = 2;

export const readHistogramInput = distributionInput.extend({
  buckets: z
    .int()
    .min(FEWEST_BUCKETS)
    .max(MOST_BUCKETS)
    .optional()
    .describe(`How many buckets there may be, ${FEWEST_BUCKETS} to ${MOST_BUCKETS}; ${USUAL_BUCKETS} when absent.`),
  scale: z
    .enum(["auto", "linear", "log"])
    .optional()
    .describe("auto, when absent, is log for positive numbers that lie far apart. Without that log is linear."),
});

export interface ReadHistogram extends Histogram {
  stat: ListedStat;
  /** Unix seconds, whole UTC hours: the hours that the range asked for touches. */
  from: number;
  to: number;
  /** How many numbers came: the sum over the buckets. */
  n: number;
}

/**
 * How many of a value stat's numbers lay in which range of sizes, of the last week unless told otherwise; without data
 * there are no buckets. Throws what `readValueDistribution` throws.
 */
export async function readHistogram(ctx: Context, input: z.input<typeof readHistogramInput>): Promise<ReadHistogram> {
  permit(ctx.actor, canReadTeam);
  const { buckets: most, scale, ...asked } = parseInput(readHistogramInput, input);
  const { stat, from, to, bins, extremes } = await readValueDistribution(ctx, asked);
  return { stat, from, to, n: countOf(bins), ...histogram(bins, extremes, { most, scale }) };
}
