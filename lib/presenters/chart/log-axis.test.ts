import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { logAxis } from "./log-axis";

const labels = (values: number[], pixels = 240): string[] =>
  logAxis(values, pixels)?.ticks.map(({ label }) => label) ?? [];

describe("logAxis", () => {
  it.each<[string, number[], string[]]>([
    ["decades", [3, 12_000], ["10", "100", "1,000", "10K"]],
    ["decades below one", [0.0002, 0.5], ["0.001", "0.01", "0.1"]],
    ["few decades by 1, 2 and 5", [12, 180], ["10", "20", "50", "100", "200"]],
    ["one number between two marks", [7], ["5", "10"]],
    ["one number on a mark", [10], ["10", "20"]],
    ["some of many decades", [1, 1e15], ["1", "100", "10K", "1M", "100M", "10G", "1T", "100T"]],
    ["only what is above zero", [-5, 0, 10, 100], ["10", "20", "50", "100"]],
  ])("marks %s", (_, values, expected) => {
    expect(labels(values)).toEqual(expected);
  });

  it("is none when nothing is above zero", () => {
    expect(logAxis([0, -1], 240)).toBeNull();
    expect(logAxis([], 240)).toBeNull();
    expect(logAxis([], 240, [50])).toMatchObject({ from: 50, to: 100 });
  });

  it("widens to a threshold that is two decades away, and not to one that is more", () => {
    expect(logAxis([10, 100], 240, [5_000])).toMatchObject({ from: 10, to: 5_000 });
    expect(logAxis([10, 100], 240, [0.05, 50_000, -3, 0])).toMatchObject({ from: 10, to: 100 });
  });

  it("has further lines between the marks where there is room for them", () => {
    expect(logAxis([10, 100], 240)?.faint).toEqual([30, 40, 60, 70, 80, 90]);
    expect(logAxis([1, 1e12], 240)?.faint).toEqual([]);
  });

  it("holds every number above zero, with marks in its range that differ", () => {
    const value = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(
        fc.array(value, { minLength: 1, maxLength: 20 }),
        fc.integer({ min: 16, max: 900 }),
        (values, pixels) => {
          const axis = logAxis(values, pixels);
          if (axis === null) throw new Error("no axis");
          expect(axis.from).toBeGreaterThan(0);
          expect(axis.from).toBeLessThan(axis.to);
          for (const each of values) {
            expect(each).toBeGreaterThanOrEqual(axis.from);
            expect(each).toBeLessThanOrEqual(axis.to);
          }
          for (const { v } of axis.ticks) {
            expect(v).toBeGreaterThanOrEqual(axis.from);
            expect(v).toBeLessThanOrEqual(axis.to);
          }
          expect(axis.ticks.length).toBeGreaterThanOrEqual(2);
          expect(axis.ticks.length).toBeLessThanOrEqual(10);
          expect(new Set(axis.ticks.map(({ label }) => label)).size).toBe(axis.ticks.length);
        },
      ),
    );
  });
});
