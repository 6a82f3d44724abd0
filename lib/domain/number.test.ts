import { describe, expect, it } from "vitest";
import { displayChange, displayExact, displayNumber, withUnit } from "./number";

describe("displayNumber", () => {
  it.each([
    [0, "0"],
    [-0, "0"],
    [1, "1"],
    [42, "42"],
    [999, "999"],
    [1_000, "1,000"],
    [1_234, "1,234"],
    [1_234.5, "1,235"],
    [9_999, "9,999"],
    [9_999.4, "9,999"],
    [9_999.5, "10.00K"],
    [10_000, "10.00K"],
    [12_345, "12.35K"],
    [123_456, "123.46K"],
    [999_994, "999.99K"],
    [999_995, "1.00M"],
    [999_999, "1.00M"],
    [1_000_000, "1.00M"],
    [4_560_000, "4.56M"],
    [7.89e9, "7.89G"],
    [1.5e12, "1.50T"],
    [1.5e15, "1.50Q"],
    [999.99e15, "999.99Q"],
    [999_999e12, "1.00e18"],
    [1.234e18, "1.23e18"],
    [1e100, "1.00e100"],
    [0.5, "0.5"],
    [0.1234, "0.123"],
    [0.001, "0.001"],
    [0.0004, "0.000"],
    [1e-300, "0.000"],
    [2.159, "2.159"],
    [2.1, "2.1"],
    [999.9994, "999.999"],
    [999.9996, "1,000"],
    [0.1 + 0.2, "0.3"],
    [-1, "−1"],
    [-0.5, "−0.5"],
    [-0.0004, "−0.000"],
    [-1_234.5, "−1,235"],
    [-9_999.5, "−10.00K"],
    [-4_560_000, "−4.56M"],
    [-1e20, "−1.00e20"],
    [Number.NaN, "–"],
    [Number.POSITIVE_INFINITY, "–"],
  ])("shows %d as %s", (n, shown) => {
    expect(displayNumber(n)).toBe(shown);
  });
});

describe("displayExact", () => {
  it.each([
    [0, "0"],
    [1_234.5678, "1,234.5678"],
    [1_234_567, "1,234,567"],
    [-9_999.5, "−9,999.5"],
    [0.0004, "0.0004"],
    [1e-7, "1e-7"],
    [1.5e21, "1.5e21"],
    [9_007_199_254_740_991, "9,007,199,254,740,991"],
    [Number.NaN, "–"],
  ])("shows %d as %s", (n, shown) => {
    expect(displayExact(n)).toBe(shown);
  });
});

describe("withUnit", () => {
  it("puts the unit after the number, if there is one", () => {
    expect(withUnit("12.35K", "requests")).toBe("12.35K\u00a0requests");
    expect(withUnit("12", "")).toBe("12");
  });
});

describe("displayChange", () => {
  it.each([
    [112, 100, "up", "up 12\u00a0%"],
    [103.4, 100, "up", "up 3.4\u00a0%"],
    [88, 100, "down", "down 12\u00a0%"],
    [0, 100, "down", "down 100\u00a0%"],
    [109.96, 100, "up", "up 10\u00a0%"],
    [3_100, 100, "up", "up 3,000\u00a0%"],
    [100.01, 100, "same", "unchanged"],
    [100, 100, "same", "unchanged"],
    [0, 0, "same", "unchanged"],
    [-5, -10, "up", "up 50\u00a0%"],
    [-15, -10, "down", "down 50\u00a0%"],
  ])("tells %d after %d", (now, before, direction, text) => {
    expect(displayChange(now, before)).toMatchObject({ direction, text });
  });

  it("gives the signed percentage", () => {
    expect(displayChange(75, 100)?.percent).toBe(-25);
  });

  it.each([
    [5, 0],
    [5, null],
    [null, 5],
    [null, null],
    [1e308, 1e-308],
  ])("has nothing to say about %s after %s", (now, before) => {
    expect(displayChange(now, before)).toBeNull();
  });
});
