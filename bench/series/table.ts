import type { Timing } from "./timing";

const NAME_WIDTH = 58;
const CELL_WIDTH = 16;

export function showHeading(name: string, columns: string[]): void {
  console.log(`\n${name.padEnd(NAME_WIDTH)}${columns.map((column) => column.padStart(CELL_WIDTH)).join("")}`);
}

/** A row of milliseconds; a median over its target says so. */
export function showTiming(name: string, { median, p95 }: Timing, target?: number): void {
  console.log(name.padEnd(NAME_WIDTH) + cell(median) + cell(p95) + verdict(median, target));
}

/** Two medians and how many times the second the first is. */
export function showRatio(name: string, first: Timing, second: Timing, target?: number): void {
  const ratio = first.median / second.median;
  console.log(
    name.padEnd(NAME_WIDTH) + cell(first.median) + cell(second.median) + cell(ratio, 2) + verdict(ratio, target),
  );
}

/** Our median, then each of the others' with how many times theirs ours is. */
export function showBeside(name: string, [ours, ...others]: Timing[]): void {
  if (ours === undefined) return;
  const cells = others.map((their) => cell(their.median) + cell(ours.median / their.median, 2));
  console.log(name.padEnd(NAME_WIDTH) + cell(ours.median) + cells.join(""));
}

export function showFact(name: string, fact: string): void {
  console.log(`${name.padEnd(NAME_WIDTH)}  ${fact}`);
}

export function whole(number: number): string {
  return Math.round(number).toLocaleString("en");
}

function cell(number: number, digits = 1): string {
  return number.toFixed(digits).padStart(CELL_WIDTH);
}

function verdict(measured: number, target: number | undefined): string {
  return target === undefined ? "" : `${String(target).padStart(CELL_WIDTH)}${measured > target ? "  OVER" : ""}`;
}
