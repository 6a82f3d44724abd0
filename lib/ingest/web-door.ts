import type { IngestAnswer, IngestRequest } from "./answer";
import { MAX_BODY_BYTES } from "./body";
import { answerTooLarge, answerUnknown } from "./dialects";
import { sharedIngest } from "./shared-ingest";

/**
 * The second door: a route handler's request, answered by the very same ingest. It cannot cut the connection, so what
 * is a hang-up at the first door is here a 500 whose text says that nobody knows, without a Retry-After.
 */
export async function answerIngestRoute(request: Request): Promise<Response> {
  const { pathname: path, search } = new URL(request.url);
  const head = { method: request.method, path, query: search.slice(1), headers: Object.fromEntries(request.headers) };
  const body = await readBody(request);
  if (body === null) return new Response(null, { status: 400 });
  const answer = body === "too large" ? answerTooLarge(head) : await sharedIngest().receive({ ...head, body });
  return toResponse(answer, head);
}

function toResponse(answer: IngestAnswer, { path, method }: Pick<IngestRequest, "path" | "method">): Response {
  const told = "hangUp" in answer ? answerUnknown(path) : answer;
  return new Response(told.body === "" || method === "HEAD" ? null : told.body, {
    status: told.status,
    headers: told.headers,
  });
}

/** The whole body; null when it was cut off. */
async function readBody(request: Request): Promise<Uint8Array | "too large" | null> {
  if (request.body === null) return new Uint8Array();
  if (Number(request.headers.get("content-length")) > MAX_BODY_BYTES) return "too large";
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) {
      length += chunk.length;
      if (length > MAX_BODY_BYTES) return "too large";
      chunks.push(chunk);
    }
  } catch {
    return null;
  }
  return Buffer.concat(chunks, length);
}
