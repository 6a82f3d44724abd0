import { displayExact, displayNumber, withUnit } from "@/lib/domain/number";

/** A number as a page shows it: short for the eye, exact for whoever hovers, the unit after it. */
export interface Quantity {
  short: string;
  unit: string;
  /** Every digit, with the unit. */
  exact: string;
}

export function quantity(n: number, unit: string): Quantity {
  return { short: displayNumber(n), unit, exact: withUnit(displayExact(n), unit) };
}

/** No data stays no data. */
export function maybeQuantity(n: number | null, unit: string): Quantity | null {
  return n === null ? null : quantity(n, unit);
}

/** For reading rather than scanning: ten significant digits, which keeps the noise of floating point out. */
export function exactQuantity(n: number, unit: string): Quantity {
  const short = displayExact(Number.isInteger(n) ? n : Number(n.toPrecision(10)));
  return { short, unit, exact: withUnit(displayExact(n), unit) };
}
