type JsonProblem = "broken" | "too_deep" | "repeated_name";

export type Json = { value: unknown } | { problem: JsonProblem };

const DEEPEST = 16;
const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;

/**
 * JSON from outside, a byte order mark before it allowed. What is nested deeper than 16 is refused before it is
 * parsed, and an object that names a thing twice is refused rather than half believed.
 */
export function parseJson(text: string): Json {
  const json = text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  const problem = scan(json);
  if (problem === "too_deep") return { problem };
  try {
    const value: unknown = JSON.parse(json);
    return problem === null ? { value } : { problem };
  } catch {
    return { problem: "broken" };
  }
}

/** Walks over the brackets and the names of objects; whether the rest is JSON is left to the parser. */
function scan(json: string): JsonProblem | null {
  const open: (Set<string> | null)[] = [];
  let repeated = false;
  for (let i = 0; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === 0x7b || code === 0x5b) {
      if (open.length === DEEPEST) return "too_deep";
      open.push(code === 0x7b ? new Set() : null);
    } else if (code === 0x7d || code === 0x5d) open.pop();
    else if (code === QUOTE) {
      const end = endOfString(json, i);
      const names = open.at(-1);
      if (names && isName(json, end)) {
        const name = nameOf(json.slice(i, end + 1));
        repeated ||= names.has(name);
        names.add(name);
      }
      i = end;
    }
  }
  return repeated ? "repeated_name" : null;
}

function endOfString(json: string, start: number): number {
  for (let i = start + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code === BACKSLASH) i += 1;
    else if (code === QUOTE) return i;
  }
  return json.length;
}

function isName(json: string, end: number): boolean {
  for (let i = end + 1; i < json.length; i++) {
    const code = json.charCodeAt(i);
    if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return code === COLON;
  }
  return false;
}

function nameOf(quoted: string): string {
  if (!quoted.includes("\\")) return quoted.slice(1, -1);
  try {
    return String(JSON.parse(quoted));
  } catch {
    return quoted;
  }
}
