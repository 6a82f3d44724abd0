import { createHash } from "node:crypto";
import { embedHeaders, type Reach, type Surface } from "./headers";
import { packedFor } from "./packed";

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

/** The answer to a request, packed for who takes it so; 304 and nothing more where the other has it already. */
export async function respond(request: Request, answer: Answer): Promise<Response> {
  const { status, body, tag, headers } = answer;
  if (status !== 200) return new Response(body, { status, headers });
  const packed = await packedFor(request, answer);
  const told = new Headers({ ...headers, ETag: packed === null ? tag : packedTag(tag) });
  if (knows(request, tag)) {
    told.delete("Content-Type");
    return new Response(null, { status: 304, headers: told });
  }
  if (packed !== null) told.set("Content-Encoding", "gzip");
  return new Response(packed ?? body, { status, headers: told });
}

/** Other bytes, so another tag. */
function packedTag(tag: string): string {
  return tag.replace(/"$/, '-gzip"');
}

/** In either form. A cache on the way that packs what it keeps calls the tag a weak one. */
function knows(request: Request, tag: string): boolean {
  const known = (request.headers.get("if-none-match") ?? "").split(",").map((each) => each.trim().replace(/^W\//, ""));
  return known.includes("*") || known.includes(tag) || known.includes(packedTag(tag));
}
