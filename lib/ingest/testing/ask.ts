import type { IngestAnswer, IngestRequest } from "@/lib/ingest/answer";
import type { Ingest } from "@/lib/ingest/ingest";

const EMPTY = new Uint8Array();

/** What was answered in short: `204`, `200 {…}`, or `hung up`. */
export function told(answer: IngestAnswer): string {
  return "hangUp" in answer ? "hung up" : `${answer.status} ${answer.body}`.trim();
}

export function statusOf(answer: IngestAnswer): number | "hung up" {
  return "hangUp" in answer ? "hung up" : answer.status;
}

/** A GET of /ez. */
export function ez(ingest: Ingest, ezkey: string, query: string): Promise<IngestAnswer> {
  return ingest.receive({ ...bare("GET", "/ez"), query: `ezkey=${ezkey}&${query}` });
}

/** A POST of /api/v1/points, with a key for idempotency or without. */
export function post(ingest: Ingest, ezkey: string, body: unknown, key?: string): Promise<IngestAnswer> {
  return ingest.receive({
    ...bare("POST", "/api/v1/points"),
    headers: { authorization: `Bearer ${ezkey}`, "content-type": "application/json", "idempotency-key": key },
    body: Buffer.from(JSON.stringify(body)),
  });
}

function bare(method: string, path: string): IngestRequest {
  return { method, path, query: "", headers: {}, body: EMPTY };
}
