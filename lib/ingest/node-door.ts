import type { IncomingMessage, ServerResponse } from "node:http";
import type { IngestAnswer } from "./answer";
import { MAX_BODY_BYTES } from "./body";
import { answerTooLarge } from "./dialects";
import type { Ingest } from "./open-ingest";

const MOST_READ_BYTES = 4 * MAX_BODY_BYTES;

/**
 * Answers a node:http request for `target`, whose query is without its `?`. A client that closes its connection after
 * writing is counted all the same; a body that is shorter than its Content-Length said is not, since the number in it
 * may be cut. Never rejects.
 */
export async function answerIngest(
  ingest: Ingest,
  target: { path: string; query: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  response.on("error", () => {});
  const headers = request.headers as Record<string, string | undefined>;
  const head = { method: request.method ?? "GET", ...target, headers };
  const body = await readBody(request);
  if (body === null) return;
  if (body === "too large") {
    response.shouldKeepAlive = request.complete;
    return send(request, response, answerTooLarge(head));
  }
  send(request, response, await ingest.receive({ ...head, body }));
}

/**
 * The whole body; null when it was cut off. What is too much is read and dropped, since a client that is still writing
 * would not see the answer; but not without an end.
 */
function readBody(request: IncomingMessage): Promise<Uint8Array | "too large" | null> {
  return new Promise((resolve) => {
    let chunks: Buffer[] = [];
    let length = 0;
    request.on("data", (chunk: Buffer) => {
      length += chunk.length;
      if (length <= MAX_BODY_BYTES) chunks.push(chunk);
      else chunks = [];
      if (length > MOST_READ_BYTES) {
        request.pause();
        resolve("too large");
      }
    });
    request.on("end", () => {
      if (length > MAX_BODY_BYTES) resolve("too large");
      else resolve(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks, length));
    });
    request.on("error", () => resolve(null));
    request.on("close", () => resolve(null));
  });
}

function send(request: IncomingMessage, response: ServerResponse, answer: IngestAnswer): void {
  if ("hangUp" in answer) {
    request.socket.destroy();
    return;
  }
  const length = answer.body === "" ? null : { "content-length": Buffer.byteLength(answer.body) };
  response.writeHead(answer.status, { ...answer.headers, ...length });
  response.end(answer.body);
}
