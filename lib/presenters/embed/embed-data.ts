import type { BinCount, Extremes } from "@/lib/domain/distribution";
import { type Histogram, histogram } from "@/lib/domain/distribution-histogram";
import type { DrawnData } from "@/lib/presenters/chart/chart-request";

/** What an embed was read for. `distribution` is that of a histogram of a value. */
export interface EmbedData extends DrawnData {
  distribution: { bins: BinCount[]; extremes: Extremes | null } | null;
}

/** How the numbers are spread that a histogram shows; null where there is none to show. */
export function histogramOf({ distribution }: EmbedData): Histogram | null {
  return distribution === null ? null : histogram(distribution.bins, distribution.extremes);
}
