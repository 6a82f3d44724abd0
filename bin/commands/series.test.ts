import { expect, test } from "vitest";
import { drawSeries } from "./series";

const ANSWER = { stat: { name: "load", unit: "%" }, step: "1h", tz: "UTC", from: 0, to: 0 };
const points = (...values: (number | null)[]) => values.map((v, t) => ({ t, v }));

test("a series is drawn between its extremes, and a gap stays a gap", () => {
  expect(drawSeries({ ...ANSWER, points: points(0, null, 50, 100) })).toBe(
    "load, 4 × 1h, UTC\n▁ ▅█\nlow 0 %, high 100 %\n",
  );
});

test("a series that never moves is a level line", () => {
  expect(drawSeries({ ...ANSWER, points: points(7, 7) })).toContain("▄▄");
});

test("a series without data says so", () => {
  expect(drawSeries({ ...ANSWER, points: points(null, null) })).toContain("no data");
});
