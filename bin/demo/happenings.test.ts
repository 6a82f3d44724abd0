import { expect, test } from "vitest";
import { happenings } from "./happenings";
import { type DemoPoint, weather } from "./weather";

const DAY = 86_400;
const rain = (amounts: number[]): DemoPoint[] =>
  amounts.map((count, day) => ({ stat: "Seattle rain", t: day * DAY, count }));

test("the wettest day and the longest dry spell are told of the stat that shows them", () => {
  expect(happenings(rain([0, 3, 0, 0, 0, 7, 0, 0, 7]))).toEqual([
    { text: "Wettest day: 7 mm", at: 5 * DAY, stat: "Seattle rain" },
    { text: "3 days without rain", at: 2 * DAY, until: 4 * DAY, stat: "Seattle rain" },
  ]);
});

test("without weather nothing happened, and one dry day is no spell", () => {
  expect(happenings([])).toEqual([]);
  expect(happenings(rain([1, 0, 1]))).toHaveLength(1);
});

test("a year of the demo's weather has four of each city", async () => {
  const now = Date.parse("2026-05-04T12:00:00Z") / 1_000;
  const told = happenings(await weather(now - 365 * DAY, now));
  expect(told).toHaveLength(8);
  expect(told.map(({ text }) => text.split(":")[0])).toEqual(
    expect.arrayContaining(["Wettest day", "Hottest day", "Coldest night"]),
  );
});
