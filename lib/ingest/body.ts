import { promisify } from "node:util";
import { gunzip } from "node:zlib";

/** Of a body as it is sent and of what it unpacks to. */
export const MAX_BODY_BYTES = 5 * 1024 * 1024;

export type Unpacked = { bytes: Uint8Array } | { problem: "too_large" | "unsupported" | "broken" };

const AT_ONCE = 8;

const unzip = promisify(gunzip);
const waiting: (() => void)[] = [];
let unpacking = 0;

/** Unpacks gzip, giving up as soon as more than 5 MiB come out; other encodings are not supported. */
export async function unpack(body: Uint8Array, encoding: string | undefined): Promise<Unpacked> {
  if (body.length > MAX_BODY_BYTES) return { problem: "too_large" };
  const name = encoding?.trim().toLowerCase() ?? "";
  if (name === "" || name === "identity") return { bytes: body };
  if (name !== "gzip" && name !== "x-gzip") return { problem: "unsupported" };
  // Each may come to hold 5 MiB: a crowd of small bombs takes turns.
  if (unpacking === AT_ONCE) await new Promise<void>((resolve) => waiting.push(resolve));
  else unpacking += 1;
  try {
    return { bytes: await unzip(body, { maxOutputLength: MAX_BODY_BYTES }) };
  } catch (error) {
    const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    return { problem: tooLarge ? "too_large" : "broken" };
  } finally {
    const next = waiting.shift();
    if (next === undefined) unpacking -= 1;
    else next();
  }
}
