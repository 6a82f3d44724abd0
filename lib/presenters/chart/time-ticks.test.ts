import { describe, expect, it } from "vitest";
import { parseMoment, wallClock } from "@/lib/domain/time";
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

  // Two days around each change of clocks, and one without any, in zones with offsets of all kinds.
  it.each<[string, string, string]>([
    ["UTC", "2026-06-10", "2026-06-12"],
    ["Europe/Berlin", "2026-03-28", "2026-03-30"],
    ["Europe/Berlin", "2026-10-24", "2026-10-26"],
    ["America/New_York", "2026-03-07", "2026-03-09"],
    ["America/New_York", "2026-10-31", "2026-11-02"],
    ["Australia/Lord_Howe", "2026-04-04", "2026-04-06"],
    ["Australia/Lord_Howe", "2026-10-03", "2026-10-05"],
    ["Asia/Kathmandu", "2026-06-10", "2026-06-12"],
    ["Pacific/Chatham", "2026-09-26", "2026-09-28"],
    ["America/Santiago", "2026-09-05", "2026-09-07"],
    ["Africa/Casablanca", "2026-02-14", "2026-02-16"],
  ])("falls on the midnights and hours of %s from %s", (zone, from, to) => {
    const [start, end] = [parseMoment(from, 0, zone) as number, parseMoment(to, 0, zone) as number];
    for (const pixels of [248, 420, 720, 1_200]) {
      const marks = timeTicks(start, end, zone, pixels);
      expect(marks.filter(({ label }) => !label.includes(":")).length).toBeGreaterThanOrEqual(2);
      expect(marks.every(({ t }) => t >= start && t <= end)).toBe(true);
      for (const { t, label } of marks) {
        const { hour, minute, weekday, day } = wallClock(t, zone);
        const clock = `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
        const names = ["", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"];
        expect([clock, `${names[weekday]} ${day}`, `${day} Nov`]).toContain(label);
        if (label !== clock) expect(wallClock(t - 1, zone).day).not.toBe(day);
      }
    }
  });

  it.each<[string, string, string, string[]]>([
    [
      "Australia/Lord_Howe",
      "2026-04-05",
      "2026-04-06",
      ["*Sun 5", "03:00-", "06:00", "09:00-", "12:00", "15:00-", "18:00", "21:00-", "*Mon 6"],
    ],
    [
      "Australia/Lord_Howe",
      "2026-10-04",
      "2026-10-05",
      ["*Sun 4", "03:00-", "06:00", "09:00-", "12:00", "15:00-", "18:00", "21:00-", "*Mon 5"],
    ],
    [
      "America/Santiago",
      "2026-09-05T12:00",
      "2026-09-06T12:00",
      ["12:00", "15:00-", "18:00", "21:00-", "*Sun 6", "03:00-", "06:00", "09:00-", "12:00"],
    ],
  ])("reads like any other day in %s on %s", (zone, from, to, expected) => {
    expect(ticks(from, to, zone)).toEqual(expected);
  });

  it("is quiet about a range without room for a mark", () => {
    expect(timeTicks(100, 100, "UTC", 700)).toEqual([]);
  });
});
