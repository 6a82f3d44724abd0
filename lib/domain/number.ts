const SHORT_FROM = 10_000;
const SCIENTIFIC_FROM = 1e18;
const SUFFIXES: readonly (readonly [unit: number, letter: string])[] = [
  [1e3, "K"],
  [1e6, "M"],
  [1e9, "G"],
  [1e12, "T"],
  [1e15, "Q"],
];
const MINUS = "\u2212";
const NO_BREAK = "\u00a0";

/**
 * A number as StatHat showed it: ten thousand and up shortened with two decimals (`12.35K`, `4.56M`, G, T, Q, then
 * `1.23e18`), thousands with separators, fractions with at most three decimals, whole numbers plain. What rounds up
 * into the next form is written in it (`9999.5` is `10.00K`). A fraction too small to show is `0.000`, never `0`.
 */
export function displayNumber(n: number): string {
  if (!Number.isFinite(n)) return "–";
  const size = Math.abs(n);
  return (n < 0 ? MINUS : "") + displaySize(size);
}

function displaySize(size: number): string {
  if (Math.round(size) >= SHORT_FROM) return shorten(size);
  const thousandths = size.toFixed(3);
  if (Number(thousandths) >= 1_000) return group(Math.round(size).toString());
  if (size > 0 && Number(thousandths) === 0) return thousandths;
  return String(Number(thousandths));
}

function shorten(size: number): string {
  for (const [unit, letter] of SUFFIXES) {
    const shown = (size / unit).toFixed(2);
    if (Number(shown) < 1_000) return shown + letter;
  }
  return size < SCIENTIFIC_FROM ? "1.00e18" : size.toExponential(2).replace("e+", "e");
}

/** The exact number, every digit that a double holds, with separators: `1,234.5678`. */
export function displayExact(n: number): string {
  if (!Number.isFinite(n)) return "–";
  const [whole = "", ...rest] = String(Math.abs(n))
    .replace("e+", "e")
    .split(/(?=[.e])/);
  return (n < 0 ? MINUS : "") + group(whole) + rest.join("");
}

/** A number that was already written, with its unit after it: `12.35K requests`. */
export function withUnit(shown: string, unit: string): string {
  return unit === "" ? shown : shown + NO_BREAK + unit;
}

export interface Change {
  /** Signed, of the earlier size: 12.5 is an eighth more. */
  percent: number;
  direction: "up" | "down" | "same";
  /** "up 12 %", "down 3.4 %", "unchanged"; a page adds what it is compared with: " on last week". */
  text: string;
}

/** How a number changed; null when either is missing or when there was nothing to measure by (something after zero). */
export function displayChange(now: number | null, before: number | null): Change | null {
  if (now === null || before === null) return null;
  if (now === before) return { percent: 0, direction: "same", text: "unchanged" };
  if (before === 0) return null;
  const percent = (100 * (now - before)) / Math.abs(before);
  if (!Number.isFinite(percent)) return null;
  const size = Math.abs(percent);
  if (size < 0.05) return { percent, direction: "same", text: "unchanged" };
  const direction = percent > 0 ? "up" : "down";
  return { percent, direction, text: `${direction} ${displayNumber(roundPercent(size))}${NO_BREAK}%` };
}

function roundPercent(size: number): number {
  return size < 9.95 ? Math.round(size * 10) / 10 : Math.round(size);
}

function group(digits: string): string {
  return digits.replace(/\B(?=(\d{3})+$)/g, ",");
}
