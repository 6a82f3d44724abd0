import type { ReportContent, ReportLine, ReportPeriod } from "./report";
import { STEP_SECONDS, STEPS, type Step } from "./step";
import { bucketBounds, bucketCount } from "./time";

/**
 * When the equal steps of a period begin, unix seconds, and what they are called: where as many of a step of ours lie in
 * it, those, by the clocks of its zone; else as many of one length, called by the step nearest to it.
 */
export function sparkSteps(
  { from, to, zone }: Pick<ReportPeriod, "from" | "to" | "zone">,
  count: number,
): { step: Step; starts: number[] } {
  for (const step of STEPS) {
    if (Math.abs(bucketCount(from, to, step) - count) > ROOM) continue;
    const bounds = bucketBounds(from, to, step, zone);
    if (bounds.length === count + 1 && bounds[0] === from) return { step, starts: bounds.slice(0, -1) };
  }
  const length = (to - from) / Math.max(1, count);
  return { step: nearest(length), starts: Array.from({ length: count }, (_, i) => Math.round(from + i * length)) };
}

/** `bucketCount` is not exact where clocks change. */
const ROOM = 4;

function nearest(seconds: number): Step {
  const distance = (step: Step) => Math.abs(Math.log(STEP_SECONDS[step] / seconds));
  return STEPS.reduce((best, step) => (distance(step) < distance(best) ? step : best));
}

/** The line that is told large, with a chart: the first that has numbers. Null when none has. */
export function heroOf({ lines }: Pick<ReportContent, "lines">): ReportLine | null {
  return lines.find(({ now }) => now !== null) ?? null;
}
