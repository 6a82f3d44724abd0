import { promisify } from "node:util";
import { gzip } from "node:zlib";

/** Less is not worth it. */
const LEAST_BYTES = 1_024;
const pack = promisify(gzip);
const known = new WeakMap<object, Promise<Uint8Array<ArrayBuffer>>>();

/**
 * The body of an answer as gzip for whoever takes it, made once for each answer and beside the event loop; null for what
 * is sent as it is.
 */
export async function packedFor(
  request: Request,
  answer: { body: string | Uint8Array<ArrayBuffer> },
): Promise<Uint8Array<ArrayBuffer> | null> {
  // Bytes are pictures, which are packed already.
  if (typeof answer.body !== "string" || answer.body.length < LEAST_BYTES || !takesGzip(request)) return null;
  const packed = known.get(answer) ?? pack(answer.body).then((bytes) => new Uint8Array(bytes));
  known.set(answer, packed);
  return packed;
}

function takesGzip(request: Request): boolean {
  const taken = (request.headers.get("accept-encoding") ?? "").split(",").map((each) => each.trim().toLowerCase());
  return taken.some((each) => /^gzip(?:\s*;\s*q=(?!0(?:\.0*)?$).*)?$/.test(each));
}
