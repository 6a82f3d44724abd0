import { expect, test } from "vitest";
import { housePoints } from "./measure";

const BEFORE = { requests: 10, points: 100, flushes: 4, flushMilliseconds: 8 };

test("the house tells what happened since, without the points that telling took", () => {
  const now = { requests: 15, points: 154, flushes: 6, flushMilliseconds: 13 };
  const told = Object.fromEntries(housePoints(BEFORE, now, 4).map(({ stat, amount }) => [stat, amount]));
  expect(told).toMatchObject({ "statnest points received": 50, "statnest requests": 5, "statnest flush time": 2.5 });
});

test("without a flush there is no flush time, rather than zero", () => {
  const stats = housePoints(BEFORE, BEFORE, 0).map(({ stat }) => stat);
  expect(stats).not.toContain("statnest flush time");
});
