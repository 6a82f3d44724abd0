import type { Series } from "@/lib/domain/series";
import { csv } from "./csv";

/** StatHat's CSV of a stat: a line for each interval, its start in unix seconds and what came; empty without data. */
export function classicCsv({ points }: Pick<Series, "points">): string {
  return csv(
    ["time", "value"],
    points.map(({ t, v }) => [t, v]),
  );
}
