import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { FilledStat } from "./cast";
import type { Line } from "./web";

/** A range by a step, as all engines can be asked for it. */
export interface RangeQuestion {
  name: string;
  /** Seconds. */
  back: number;
  /** A duration both engines know. */
  step: string;
}

/** Another database with the same numbers in it: one number for each minute, the sum of a counter, the mean of a value. */
export interface Engine {
  name: string;
  /** Takes lines of InfluxDB's protocol, times in seconds. */
  load(lines: string): Promise<void>;
  /** Called once after the last line. */
  settle(): Promise<void>;
  range(stat: FilledStat, question: RangeQuestion): Promise<unknown>;
  /** The 50th, 90th and 99th percentile of so many seconds. */
  percentiles(stat: FilledStat, back: number): Promise<unknown>;
}

/** The name numbers go by in both engines. */
export const MEASUREMENT = "stat";

/** Whether a server answers a path well. */
export async function answers(line: Line, path: string): Promise<boolean> {
  return line.get(path).then(
    () => true,
    () => false,
  );
}

/** Where a program lies, or null, which is said. */
export function installed(program: string, name: string): string | null {
  const found = (process.env.PATH ?? "")
    .split(delimiter)
    .map((folder) => join(folder, program))
    .find(existsSync);
  if (found === undefined) console.log(`${name} is not installed: left out.`);
  return found ?? null;
}
