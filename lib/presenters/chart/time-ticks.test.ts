import { describe, expect, it } from "vitest";
import { parseMoment } from "@/lib/domain/time";
import { timeTicks } from "./time-ticks";

function ticks(from: string, to: string, zone: string, pixels = 720): string[] {
  const moment = (text: string): number => parseMoment(text, 0, zone) as number;
  return timeTicks(moment(from), moment(to), zone, pixels).map(
    ({ label, strong, minor }) => (strong ? "*" : "") + label + (minor ? "-" : ""),
  );
}

describe("timeTicks", () => {
  it.each<[string, string, string, string, number, string[]]>([
    [
      "an hour",
      "2026-01-14T14:25",
      "2026-01-14T15:25",
      "Asia/Kathmandu",
      420,
      ["14:30", "14:40-", "14:50-", "15:00", "15:10-", "15:20-"],
    ],
    [
      "a day",
      "2026-01-13T15:25",
      "2026-01-14T15:25",
      "Asia/Kolkata",
      720,
      ["18:00", "21:00-", "*Wed 14", "03:00-", "06:00", "09:00-", "12:00", "15:00-"],
    ],
    [
      "a week",
      "2026-01-28T15:25",
      "2026-02-04T15:25",
      "Europe/London",
      720,
      ["Thu 29-", "Fri 30", "Sat 31-", "*1 Feb", "Mon 2-", "Tue 3", "Wed 4-"],
    ],
    ["a month", "2026-01-03", "2026-02-03", "Europe/London", 720, ["5 Jan", "12 Jan", "19 Jan", "26 Jan", "2 Feb"]],
    [
      "a year",
      "2025-06-10",
      "2026-06-10",
      "America/New_York",
      720,
      ["Jul", "Aug-", "Sep-", "Oct", "Nov-", "Dec-", "*2026", "Feb-", "Mar-", "Apr", "May-", "Jun-"],
    ],
    ["four years", "2012-01-01", "2015-12-31", "UTC", 300, ["2012", "2013", "2014", "2015"]],
    ["a century", "1912-01-01", "2012-01-02", "UTC", 300, ["1920", "1940", "1960", "1980", "2000"]],
  ])("marks %s", (_, from, to, zone, pixels, expected) => {
    expect(ticks(from, to, zone, pixels)).toEqual(expected);
  });

  it("marks the day by what its clocks show, on the night they change too", () => {
    expect(ticks("2026-03-29", "2026-03-30", "Europe/London", 360)).toEqual([
      "*Sun 29",
      "06:00",
      "12:00",
      "18:00",
      "*Mon 30",
    ]);
    expect(ticks("2018-11-03T12:00", "2018-11-04T12:00", "America/Sao_Paulo", 360)).toEqual([
      "12:00",
      "18:00",
      "*Sun 4",
      "06:00",
      "12:00",
    ]);
  });

  it("is quiet about a range without room for a mark", () => {
    expect(timeTicks(100, 100, "UTC", 700)).toEqual([]);
  });
});
