/** The parameters of a request by name, each with what was sent first under it. */
export type Form = ReadonlyMap<string, string>;

const PERCENT = 0x25;
const MOST_PARAMETERS = 1_000;

/**
 * Parameters as real clients send them, from any number of texts whose characters are bytes (latin1). The first value
 * of a name wins, so the query wins over the body when it comes first. `+` is a space, a broken `%` escape stays as it
 * is, bytes that are not UTF-8 become U+FFFD, unescaped spaces and `@` are taken; nothing is an error.
 */
export function parseForm(...texts: string[]): Form {
  const form = new Map<string, string>();
  for (const text of texts) {
    let start = 0;
    while (start < text.length && form.size < MOST_PARAMETERS) {
      const found = text.indexOf("&", start);
      const end = found === -1 ? text.length : found;
      readParameter(form, text.slice(start, end));
      start = end + 1;
    }
  }
  return form;
}

/** Names that occur more than once in a query. */
export function repeatedNames(query: string): string[] {
  const seen = new Set<string>();
  const repeated = new Set<string>();
  for (const part of query.split("&")) {
    if (part === "") continue;
    const [name = ""] = part.split("=", 1);
    const decoded = decode(name);
    if (seen.has(decoded)) repeated.add(decoded);
    seen.add(decoded);
  }
  return [...repeated];
}

function readParameter(form: Map<string, string>, text: string): void {
  if (text === "") return;
  const equals = text.indexOf("=");
  const name = decode(equals === -1 ? text : text.slice(0, equals));
  if (!form.has(name)) form.set(name, equals === -1 ? "" : decode(text.slice(equals + 1)));
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: a byte above 127 begins a character of several bytes
const PLAIN = /^[\x00-\x24\x26-\x7f]*$/;

function decode(text: string): string {
  const spaced = text.includes("+") ? text.replaceAll("+", " ") : text;
  return PLAIN.test(spaced) ? spaced : unescapeBytes(Buffer.from(spaced, "latin1")).toString("utf8");
}

function unescapeBytes(bytes: Buffer): Buffer {
  let written = 0;
  for (let read = 0; read < bytes.length; read++) {
    const high = bytes[read] === PERCENT ? hexDigit(bytes[read + 1]) : -1;
    const low = high === -1 ? -1 : hexDigit(bytes[read + 2]);
    if (low === -1) bytes[written++] = bytes[read] as number;
    else {
      bytes[written++] = high * 16 + low;
      read += 2;
    }
  }
  return bytes.subarray(0, written);
}

function hexDigit(byte: number | undefined): number {
  if (byte === undefined) return -1;
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}
