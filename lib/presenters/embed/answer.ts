import { createHash } from "node:crypto";
import { embedHeaders, type Reach, type Surface } from "./headers";

/** An answer as it is kept for whoever asks next. */
export interface Answer {
  status: number;
  body: string | Uint8Array<ArrayBuffer>;
  /** Strong, by content. */
  tag: string;
  headers: Record<string, string>;
}

/** `more` goes before the headers of its surface. */
export function answerOf(
  surface: Surface,
  body: string | Uint8Array<ArrayBuffer>,
  reach: Reach,
  { status = 200, more = {} }: { status?: number; more?: Record<string, string> } = {},
): Answer {
  const tag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 22)}"`;
  return { status, body, tag, headers: { ...embedHeaders(surface, reach), ...more } };
}

/** Whether an answer is sent in full, and not what the other has already. */
export function isFull(response: Response): boolean {
  return response.status === 200;
}

/** The answer to a request: 304 and nothing more where the other has it already. */
export function respond(request: Request, { status, body, tag, headers }: Answer): Response {
  if (status !== 200) return new Response(body, { status, headers });
  const told = new Headers({ ...headers, ETag: tag });
  if (!knows(request, tag)) return new Response(body, { status, headers: told });
  told.delete("Content-Type");
  return new Response(null, { status: 304, headers: told });
}

/** A cache on the way that packs what it keeps calls the tag a weak one. */
function knows(request: Request, tag: string): boolean {
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes("*") || known.includes(tag);
}
