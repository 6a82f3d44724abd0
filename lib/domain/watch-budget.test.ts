import { describe, expect, test } from "vitest";
import { type Strays, shareBudget } from "./watch-budget";

const stat = (...strays: (number | null)[][]): Strays => ({ strays, weeks: strays.length });

describe("a budget", () => {
  test("is shared by the stats, none of which would have rung more often in its past than its share", () => {
    const restless = stat([9, null, 4], [5], [6, null, 8], [7]);
    const shared = (perWeek: number) => shareBudget([restless, stat([], [], [], [])], perWeek);
    // Over 6 are three of the four that it may: the fourth is left to a week that is not known.
    expect(shared(2)).toEqual([
      { sensitivity: 6, rings: 4 },
      { sensitivity: 3, rings: 0 },
    ]);
    expect(shared(1.5)[0]).toEqual({ sensitivity: 7, rings: 3 });
    expect(shared(0.5)[0]).toEqual({ sensitivity: 9, rings: 1 });
    expect(shareBudget([restless], 100)).toEqual([{ sensitivity: 3, rings: 6 }]);
  });

  test("too small for a stat's past makes it surpass that, as far as all surpassed themselves", () => {
    // One in eight weeks for each of four: none may ring by its own past, two of them together.
    const stats = [
      stat([4], [40], [], []),
      stat([5], [], [5.5], []),
      stat([8], [4], [], [16, 16]),
      stat([6], [6], [6], [6]),
    ];
    const shares = shareBudget(stats, 0.5);
    expect(shares.map(({ rings }) => rings)).toEqual([1, 0, 1, 0]);
    expect(shares.map(({ sensitivity }) => sensitivity)).toEqual([40, 5.5, 16, 6].map((worst) => worst * 1.1));
  });

  test("of nothing lets nothing ring that rang before", () => {
    const [quiet] = shareBudget([stat([10], [20], [])], 0);
    expect(quiet?.rings).toBe(0);
    expect(quiet?.sensitivity).toBeGreaterThanOrEqual(20);
  });

  test("is nobody's without stats, and a stat without a past rings over three spreads at the earliest", () => {
    expect(shareBudget([], 5)).toEqual([]);
    expect(shareBudget([stat()], 0.1)).toEqual([{ sensitivity: 3, rings: 0 }]);
  });

  test("holds for ten thousand stats that stray by chance", () => {
    const seeded = chance(7);
    const week = () => [3 / seeded() ** 0.4, null];
    const stats = Array.from({ length: 10_000 }, () => stat(...Array.from({ length: 6 }, week)));
    const shares = shareBudget(stats, 5);
    expect(shares.reduce((sum, { rings }) => sum + rings, 0)).toBeLessThanOrEqual(30);
    const rung = stats.filter((_, i) => week().some((each) => (each ?? 0) > (shares[i]?.sensitivity ?? 0)));
    expect(rung.length).toBeLessThanOrEqual(15);
  });
});

/** The same numbers from 0 to 1 in every run, by Park and Miller. */
function chance(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 48_271) % 2_147_483_647;
    return state / 2_147_483_647;
  };
}
