import { expect, test } from "vitest";
import { amountProblem, parseNumber, parseTime } from "./point";

test.each([
  ["3", 3],
  ["3.0", 3],
  ["0.", 0],
  ["-0", 0],
  [".5", 0.5],
  ["+5", 5],
  ["-1.5e-3", -0.0015],
  ["1.23456789012345e+13", 12345678901234.5],
  ["1E5", 100_000],
  [" 7\r\n", 7],
  ["007", 7],
  ["5e-324", 5e-324],
  ["1e-999", 0],
])("%j is the number %d", (text, number) => {
  expect(parseNumber(text)).toBe(number);
});

test.each([
  "",
  " ",
  ".",
  "e5",
  "1e",
  "1e+",
  "--1",
  "1,5",
  "1 2",
  "0x10",
  "0b1",
  "1_000",
  "Infinity",
  "-Infinity",
  "NaN",
  "1e999",
  "one",
  "1n",
  "٣",
  "1".repeat(1_001),
])("%j is no number", (text) => {
  expect(parseNumber(text)).toBeNull();
});

test("a megabyte of digits is refused at once", () => {
  const began = performance.now();
  expect(parseNumber(`${"1".repeat(1_000_000)}x`)).toBeNull();
  expect(performance.now() - began).toBeLessThan(50);
});

test("counts reach to 2^53 - 1, values to 1e100", () => {
  expect(amountProblem("counter", 2 ** 53 - 1)).toBeNull();
  expect(amountProblem("counter", -(2 ** 53 - 1))).toBeNull();
  expect(amountProblem("counter", 2 ** 53)).toBe("too_large");
  expect(amountProblem("value", -1e100)).toBeNull();
  expect(amountProblem("value", 1.0000001e100)).toBe("too_large");
  for (const number of [Number.NaN, Number.POSITIVE_INFINITY])
    expect(amountProblem("value", number)).toBe("not_finite");
});

const NOW = 1_763_900_000.9;

test.each([
  [0, { at: null }],
  [1, { at: 1 }],
  [1_363_118_126, { at: 1_363_118_126 }],
  [1_363_118_126.99, { at: 1_363_118_126 }],
  [1_763_900_600, { at: 1_763_900_600 }],
  [1_763_900_601, { problem: "ahead" }],
  [99_999_999_999, { problem: "ahead" }],
  [1_763_900_000_000, { problem: "milliseconds" }],
  [1e18, { problem: "ahead" }],
  [0.5, { problem: "too_early" }],
  [-1, { problem: "too_early" }],
  [Number.NaN, { problem: "not_finite" }],
  [Number.POSITIVE_INFINITY, { problem: "not_finite" }],
])("t = %d", (t, expected) => {
  expect(parseTime(t, NOW)).toEqual(expected);
});
