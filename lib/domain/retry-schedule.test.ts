import { expect, test } from "vitest";
import { nextTry } from "./retry-schedule";

test("a delivery is tried ten times, ever more patiently, over some 75 hours", () => {
  const pauses = Array.from({ length: 10 }, (_, i) => nextTry(i + 1, 0));
  expect(pauses).toEqual([5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400, null]);
});

test("chance makes a pause up to a tenth longer, never shorter", () => {
  expect(nextTry(2, 0.5)).toBeCloseTo(315);
  expect(nextTry(2, 1)).toBeCloseTo(330);
});

test("what the receiver asks for is the least, up to a day", () => {
  expect(nextTry(1, 0, 60)).toBe(60);
  expect(nextTry(3, 0, 60)).toBe(1_800);
  expect(nextTry(1, 0, 1e9)).toBe(86_400);
});
