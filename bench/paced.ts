import { setTimeout as pause } from "node:timers/promises";

/** Begins `work` so many times a second, whether the one before is done or not; resolves to how long each took. */
export async function paced(perSecond: number, seconds: number, work: (i: number) => Promise<void>): Promise<number[]> {
  const start = performance.now();
  const waits: Promise<number>[] = [];
  for (let i = 0; i < perSecond * seconds; i++) {
    const due = start + (i * 1_000) / perSecond;
    const early = due - performance.now();
    if (early > 0) await pause(early);
    const wait = work(i).then(() => performance.now() - due);
    // What fails is told at the end; unheard until then it would end the process, and leave what it started behind.
    wait.catch(() => {});
    waits.push(wait);
  }
  return Promise.all(waits);
}

/** How long answers took, milliseconds. */
export interface Summary {
  p50: number;
  p95: number;
  p99: number;
}

export function summary(waits: number[]): Summary {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

export function show(name: string, { p50, p95, p99 }: Summary, more: string): void {
  const ms = [p50, p95, p99].map((each) => each.toFixed(1));
  console.log(`${name.padEnd(24)}p50 ${ms[0]} ms  p95 ${ms[1]} ms  p99 ${ms[2]} ms  ${more}`.trimEnd());
}
