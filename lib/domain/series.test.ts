import { expect, it } from "vitest";
import { type Bucket, emptyBucket, isScattered, reportedValue } from "./series";

it("reports the sum of a counter and the mean of a value", () => {
  expect(reportedValue("counter", 4, 10)).toBe(10);
  expect(reportedValue("value", 4, 10)).toBe(2.5);
});

it("keeps zero and no data apart", () => {
  expect(reportedValue("counter", 3, 0)).toBe(0);
  expect(reportedValue("value", 0, 0)).toBeNull();
  expect(reportedValue("counter", 0, null)).toBeNull();
  expect(emptyBucket(60)).toEqual({ t: 60, n: 0, v: null, sum: null, min: null, max: null });
});

const drawn = (text: string): Bucket[] =>
  [...text].map((mark, t) => (mark === "x" ? { t, n: 1, v: 1, sum: 1, min: 1, max: 1 } : emptyBucket(t)));

it.each([
  ["xxxxxxxx", false],
  ["x..x..x..x", true],
  ["xx..xx..x", false],
  ["x..x", false],
  ["xxx.x.x.x.x", true],
  ["........", false],
  ["", false],
])("%s is scattered: %s", (text, scattered) => {
  expect(isScattered(drawn(text))).toBe(scattered);
});
