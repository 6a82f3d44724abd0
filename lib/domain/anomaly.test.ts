import { describe, expect, test } from "vitest";
import { HOURS_OF_WEEK, type HourlyPoint, seasonModel, sensitivityFor, unusualness, usualBand } from "./anomaly";

const HOUR = 3_600;
const hourOf = (t: number): number => Math.floor(t / HOUR) % HOURS_OF_WEEK;

/** Weeks of a day that swells at noon, with a wobble that is the same in every run. */
function weeks(count: number, change: (v: number, i: number) => number | null = (v) => v): HourlyPoint[] {
  return Array.from({ length: count * HOURS_OF_WEEK }, (_, i) => {
    const day = 100 + 80 * Math.sin(((i % 24) / 24) * 2 * Math.PI);
    const wobble = ((i * 7_919) % 101) / 101 - 0.5;
    return { t: i * HOUR, v: change(day + wobble * 8, i) };
  });
}

describe("what is usual", () => {
  test("follows the hour of the week", () => {
    const model = seasonModel(weeks(6), hourOf);
    expect(model.usual(6)?.middle).toBeGreaterThan(170);
    expect(model.usual(18)?.middle).toBeLessThan(30);
    expect(unusualness(model, 6, 178)).toBeLessThan(3);
    expect(unusualness(model, 18, 178)).toBeGreaterThan(20);
  });

  test("is not known before there are two weeks of it", () => {
    const model = seasonModel(weeks(1), hourOf);
    expect(model.usual(0)).toBeNull();
    expect(unusualness(model, 0, 5)).toBeNull();
    expect(usualBand(model, 0, 3)).toBeNull();
    expect(seasonModel(weeks(2), hourOf).usual(0)).not.toBeNull();
  });

  test("is not moved by an outlier", () => {
    const calm = seasonModel(weeks(5), hourOf).usual(10);
    const hit = seasonModel(
      weeks(5, (v, i) => (i === HOURS_OF_WEEK + 10 ? 1e9 : v)),
      hourOf,
    ).usual(10);
    expect(hit?.middle).toBeCloseTo(calm?.middle ?? 0, -1);
    expect(hit?.spread).toBeLessThan((calm?.spread ?? 0) * 2);
  });

  test("leaves a stat that never moves a hundredth of its size", () => {
    const model = seasonModel(
      weeks(3, () => 50),
      hourOf,
    );
    expect(usualBand(model, 5, 3)).toEqual({ low: 48.5, high: 51.5 });
  });

  test("is made of the hours that have data", () => {
    const model = seasonModel(
      weeks(4, (v, i) => (i % HOURS_OF_WEEK === 30 ? null : v)),
      hourOf,
    );
    expect(model.usual(30)).toBeNull();
    expect(model.usual(31)).not.toBeNull();
  });

  test.each([0, 1e-320, -1e-320, 1e308, -1e308, Number.MAX_VALUE])(
    "is finite for a stat of nothing but %d",
    (value) => {
      const model = seasonModel(
        weeks(3, (_, i) => (i % 2 === 0 ? value : -value)),
        hourOf,
      );
      for (const hour of [0, 1, 167]) {
        const { low, high } = usualBand(model, hour, 1e6) ?? { low: Number.NaN, high: Number.NaN };
        const { middle, spread } = model.usual(hour) ?? { middle: Number.NaN, spread: Number.NaN };
        for (const each of [low, high, middle, unusualness(model, hour, value)])
          expect(Number.isFinite(each)).toBe(true);
        expect(spread).toBeGreaterThan(0);
        expect(low).toBeLessThanOrEqual(high);
      }
    },
  );
});

describe("a sensitivity", () => {
  test("rings no more often than it may", () => {
    const unusual = [0, 4, 4, 0, 5, 0, 9, 1, 3.5, 0];
    expect(sensitivityFor(unusual, 10)).toEqual({ sensitivity: 3, rings: 4 });
    expect(sensitivityFor(unusual, 2)).toEqual({ sensitivity: 4, rings: 2 });
    expect(sensitivityFor(unusual, 1)).toEqual({ sensitivity: 5, rings: 1 });
    expect(sensitivityFor(unusual, 0)).toEqual({ sensitivity: 9, rings: 0 });
  });

  test("is three spreads where nothing is known", () => {
    expect(sensitivityFor([], 1)).toEqual({ sensitivity: 3, rings: 0 });
    expect(sensitivityFor([null, null], 1)).toEqual({ sensitivity: 3, rings: 0 });
  });

  test("counts hours in a row as one", () => {
    expect(sensitivityFor([5, 5, 5, null, 5], 2)).toEqual({ sensitivity: 3, rings: 2 });
  });
});
