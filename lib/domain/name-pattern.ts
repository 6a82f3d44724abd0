import { MAX_NAME_LENGTH, type NameProblem, parseStatName } from "./stat";

/**
 * A pattern for names of stats, as it is stored: written like a name, with `*` for any run of characters, none too.
 * Runs of stars are one.
 */
export function parseNamePattern(raw: string): { pattern: string } | { problem: NameProblem } {
  const parsed = parseStatName(raw.slice(0, 4 * MAX_NAME_LENGTH).replace(/\*{2,}/g, "*"));
  return "problem" in parsed ? parsed : { pattern: parsed.name };
}

/** The same for PostgreSQL's LIKE, with its usual backslash before what it would read otherwise. */
export function likeOf(pattern: string): string {
  return pattern.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%");
}

/** Whether a name matches, in this very case and to its end. */
export function matchesPattern(pattern: string, name: string): boolean {
  const [first = "", ...rest] = pattern.split("*");
  if (rest.length === 0) return name === pattern;
  if (!name.startsWith(first)) return false;
  const last = rest.at(-1) as string;
  let from = first.length;
  for (const part of rest.slice(0, -1)) {
    const found = name.indexOf(part, from);
    if (found === -1) return false;
    from = found + part.length;
  }
  return name.length - last.length >= from && name.endsWith(last);
}
