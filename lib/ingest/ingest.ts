export { isIngestPath } from "./dialects";
export type { HousePoint, Ingest, IngestCounts, IngestOptions } from "./open-ingest";
export { openIngest } from "./open-ingest";
export { sharedIngest } from "./shared-ingest";
