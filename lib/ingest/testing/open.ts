import { type Ingest, type IngestOptions, openIngest } from "@/lib/ingest/ingest";

export const GENEROUS = { stats: 10_000, newStatsPerMinute: 2_000, pointsPerSecond: 1_000_000 };

/** An ingest for a test, with limits that it does not meet by accident. */
export function openTestIngest(databaseUrl: string, more: Partial<IngestOptions> = {}): Ingest {
  return openIngest({ databaseUrl, limits: GENEROUS, verboseReplies: false, ...more });
}
