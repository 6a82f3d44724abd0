import type { AlertWindow } from "./alert";

const OFTEN_HOURS = 72;
const FEW_HOURS = 4;
const RARE = 0.99;
const MARGIN = 0.1;
const DIGITS = 2;

/** The window to begin with, by how many of the last 30 days' hours had data: one that usually has something in it. */
export function suggestWindow(hours: (number | null)[]): AlertWindow {
  const seen = hours.filter((value) => value !== null).length;
  if (seen >= OFTEN_HOURS) return "1h";
  return seen >= FEW_HOURS ? "1d" : "1w";
}

/**
 * A threshold to begin with: a tenth beyond what 99 of 100 windows stayed under, rounded away to two digits. Null when
 * there was no data.
 */
export function suggestThreshold(values: (number | null)[]): number | null {
  const sorted = values.filter((value) => value !== null).sort((a, b) => a - b);
  const rare = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * RARE))];
  if (rare === undefined) return null;
  const beyond = rare + Math.abs(rare) * MARGIN;
  return Number.isFinite(beyond) ? roundedUp(beyond) : rare;
}

/** Up to the next number of two digits: 1234 is 1300, 0.0871 is 0.088. */
function roundedUp(value: number): number {
  if (value === 0) return 0;
  const exponent = Math.floor(Math.log10(Math.abs(value))) - DIGITS + 1;
  const shifted = Number(`${value}e${-exponent}`);
  const whole = Math.ceil(Number.isFinite(shifted) ? shifted : value / 10 ** exponent);
  const rounded = Number(`${whole}e${exponent}`);
  return Number.isFinite(rounded) ? rounded : value;
}
