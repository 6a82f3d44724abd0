/** How long the answers to one question took, in milliseconds. */
export interface Timing {
  median: number;
  p95: number;
}

export type Ask = () => Promise<unknown>;

const WARM_UPS = 5;

/**
 * Asks each question so many times, in turns, so that whatever else the machine does hits all of them alike. The first
 * few answers of each do not count.
 */
export async function askInTurns(questions: Ask[], times: number): Promise<Timing[]> {
  const waits = questions.map((): number[] => []);
  for (let round = -WARM_UPS; round < times; round++) {
    for (const [i, ask] of questions.entries()) {
      const began = performance.now();
      await ask();
      if (round >= 0) waits[i]?.push(performance.now() - began);
    }
  }
  return waits.map(timingOf);
}

function timingOf(waits: number[]): Timing {
  const sorted = waits.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
  return { median: at(0.5), p95: at(0.95) };
}

/** What `work` comes to, and how many seconds it took. */
export async function timed<T>(work: () => Promise<T>): Promise<{ result: T; seconds: number }> {
  const began = performance.now();
  const result = await work();
  return { result, seconds: (performance.now() - began) / 1_000 };
}
