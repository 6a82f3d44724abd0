import { describe, expect, it } from "vitest";
import { suggestThreshold, suggestWindow } from "./alert-suggestion";

const hours = (seen: number) => Array.from({ length: 720 }, (_, hour) => (hour < seen ? 1 : null));

describe("suggestWindow", () => {
  it.each([
    [720, "1h"],
    [72, "1h"],
    [30, "1d"],
    [4, "1d"],
    [3, "1w"],
    [0, "1w"],
  ])("is such that a stat seen in %i hours of the month has data in it: %s", (seen, window) => {
    expect(suggestWindow(hours(seen))).toBe(window);
  });
});

describe("suggestThreshold", () => {
  const upTo = (most: number) => Array.from({ length: 100 }, (_, index) => (index * most) / 99);

  it.each<[string, (number | null)[], number | null]>([
    ["counts", upTo(99), 110],
    ["large numbers", upTo(1_234), 1_400],
    ["fractions", upTo(0.0871), 0.096],
    ["what was always the same", [5, 5, 5], 5.5],
    ["what was never but zero", [0, 0, 0], 0],
    ["what is below zero", [-20, -10, -10], -9],
    ["the whole range of numbers", [1.7e308], 1.7e308],
    ["gaps", [null, 4, null], 4.4],
    ["nothing", [null], null],
  ])("is a little beyond what is rare among %s", (_, values, threshold) => {
    expect(suggestThreshold(values)).toBe(threshold);
  });

  it("is beyond a single outlier of many only by the many", () => {
    expect(suggestThreshold([...Array.from({ length: 500 }, () => 10), 9_000])).toBe(11);
  });
});
