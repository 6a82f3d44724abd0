import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAxis } from "./value-axis";

const labels = (values: number[], fromZero = false, pixels = 240): string[] =>
  valueAxis(values, fromZero, pixels).ticks.map(({ label }) => label);

describe("valueAxis", () => {
  it.each<[string, number[], boolean, string[]]>([
    ["a counter from zero", [80, 97], true, ["0", "20", "40", "60", "80", "100"]],
    ["a value that stays high in its own range", [960, 1_000], false, ["960", "970", "980", "990", "1,000"]],
    ["a value near zero down to zero", [12, 30], false, ["0", "10", "20", "30"]],
    ["both sides of zero", [-12, 28], false, ["−20", "−10", "0", "10", "20", "30"]],
    ["one unit for all", [0, 1_500_000], true, ["0", "0.5M", "1M", "1.5M"]],
    ["thousands in K from ten thousand", [0, 15_000], true, ["0", "5K", "10K", "15K"]],
    ["thousands with separators below", [0, 8_000], true, ["0", "2,000", "4,000", "6,000", "8,000"]],
    ["exact marks where short ones would be alike", [12_341, 12_343], false, ["12,341", "12,342", "12,343"]],
    ["tiny numbers", [0, 0.0004], false, ["0", "0.0001", "0.0002", "0.0003", "0.0004"]],
    ["fractions", [0.01, 1], false, ["0", "0.2", "0.4", "0.6", "0.8", "1"]],
    ["huge numbers", [0, 4e20], false, ["0", "1e20", "2e20", "3e20", "4e20"]],
    ["one number above zero", [5], true, ["0", "2", "4", "6"]],
    ["one number below zero", [-5], false, ["−6", "−4", "−2", "0"]],
    ["zero alone", [0], true, ["0", "1"]],
    ["nothing", [], true, []],
  ])("draws %s", (_, values, fromZero, expected) => {
    expect(labels(values, fromZero)).toEqual(expected);
  });

  it("marks whole numbers only where only whole numbers came", () => {
    expect(labels([0, 1, 2])).toEqual(["0", "1", "2"]);
    expect(labels([0, 0.5, 1])).toContain("0.2");
  });

  it("holds every value, with labels that differ", () => {
    const value = fc
      .double({ min: -1e100, max: 1e100, noNaN: true })
      .map((number) => (Math.abs(number) < 1e-200 ? 0 : number));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), (values, fromZero) => {
        const axis = valueAxis(values, fromZero, 240);
        expect(axis.from).toBeLessThan(axis.to);
        for (const each of values) {
          expect(each).toBeGreaterThanOrEqual(axis.from);
          expect(each).toBeLessThanOrEqual(axis.to);
        }
        expect(new Set(axis.ticks.map(({ label }) => label)).size).toBe(axis.ticks.length);
        expect(axis.ticks.length).toBeLessThan(14);
      }),
      { examples: [[[-9.999999999999952e99, -9.999999999999955e99], false]] },
    );
  });
});
