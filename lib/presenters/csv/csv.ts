export type Cell = string | number | null;

const LOOKS_LIKE_A_FORMULA = /^[\s\u00a0]*[=+\-@\t\r\0]/;

/**
 * RFC 4180: a header line, CRLF, quotes where they are needed. Numbers stay numbers and null is an empty cell; a text
 * that a spreadsheet would run as a formula gets an apostrophe before it, at the start of each of its lines.
 */
export function csv(header: string[], rows: Cell[][]): string {
  return csvLines([header, ...rows]);
}

/** The same without a header: more lines of a file that is written piece by piece. */
export function csvLines(rows: Cell[][]): string {
  return rows.map((row) => `${row.map(cell).join(",")}\r\n`).join("");
}

function cell(value: Cell): string {
  if (value === null) return "";
  if (typeof value === "number") return String(value);
  const harmless = value
    .split(/(?<=[\r\n])/)
    .map(harmlessLine)
    .join("");
  return /[",\r\n]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

function harmlessLine(line: string): string {
  return LOOKS_LIKE_A_FORMULA.test(line) ? `'${line}` : line;
}
