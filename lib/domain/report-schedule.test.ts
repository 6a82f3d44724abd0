import { describe, expect, test } from "vitest";
import {
  lastPeriod,
  localDate,
  nextTurn,
  nextTurns,
  periodBounds,
  type ReportRhythm,
  type ReportSchedule,
} from "./report-schedule";
import { bucketBounds } from "./time";
import { offsetSpans } from "./zone";

const at = (text: string): number => Date.parse(text) / 1_000;
const iso = (moment: number): string => new Date(moment * 1_000).toISOString().replace(":00.000Z", "Z");
const schedule = (rhythm: ReportRhythm, time: string, zone: string): ReportSchedule => {
  const [hour = 0, minute = 0] = time.split(":").map(Number);
  return { rhythm, hour, minute, zone };
};

test("a daily report tells of yesterday, from midnight to midnight where its reader is", () => {
  const turn = nextTurn(schedule({ every: "day" }, "08:00", "Europe/Berlin"), at("2026-11-23T06:00Z"));
  expect({ ...turn, at: iso(turn.at), from: iso(turn.from), to: iso(turn.to) }).toEqual({
    at: "2026-11-23T07:00Z",
    date: "2026-11-23",
    from: "2026-11-21T23:00Z",
    to: "2026-11-22T23:00Z",
  });
});

test("a turn is not its own next", () => {
  const daily = schedule({ every: "day" }, "08:00", "UTC");
  expect(nextTurn(daily, at("2026-11-23T08:00Z")).date).toBe("2026-11-24");
  expect(nextTurn(daily, at("2026-11-23T07:59Z")).date).toBe("2026-11-23");
});

describe("the next dates", () => {
  test.each<[string, ReportRhythm, string, string[]]>([
    ["of every Monday", { every: "week", weekday: 1 }, "2026-11-23T09:00Z", ["2026-11-30", "2026-12-07"]],
    ["of every Sunday", { every: "week", weekday: 7 }, "2026-11-23T09:00Z", ["2026-11-29", "2026-12-06"]],
    ["of the first", { every: "month", day: 1 }, "2026-11-01T09:00Z", ["2026-12-01", "2027-01-01"]],
    ["of the 31st", { every: "month", day: 31 }, "2027-01-31T09:00Z", ["2027-02-28", "2027-03-31", "2027-04-30"]],
    ["of the 29th, in a leap year", { every: "month", day: 29 }, "2028-02-01T00:00Z", ["2028-02-29", "2028-03-29"]],
    ["of the last day", { every: "month", day: "last" }, "2027-02-27T00:00Z", ["2027-02-28", "2027-03-31"]],
  ])("%s", (_, rhythm, after, dates) => {
    const turns = nextTurns(schedule(rhythm, "08:00", "UTC"), at(after), dates.length);
    expect(turns.map(({ date }) => date)).toEqual(dates);
  });
});

test("a monthly report tells of what came since the one before", () => {
  const turn = nextTurn(schedule({ every: "month", day: 31 }, "06:00", "America/New_York"), at("2027-03-01T00:00Z"));
  expect([iso(turn.from), iso(turn.to)]).toEqual(["2027-02-28T05:00Z", "2027-03-31T04:00Z"]);
});

describe("the period that was over last", () => {
  test.each<[string, ReportRhythm, string, string, string, string]>([
    ["before the hour", { every: "day" }, "2026-11-23T06:00Z", "2026-11-23", "2026-11-21T23:00Z", "2026-11-22T23:00Z"],
    ["after the hour", { every: "day" }, "2026-11-23T09:00Z", "2026-11-23", "2026-11-21T23:00Z", "2026-11-22T23:00Z"],
    ["after midnight", { every: "day" }, "2026-11-23T23:30Z", "2026-11-24", "2026-11-22T23:00Z", "2026-11-23T23:00Z"],
    [
      "of weeks",
      { every: "week", weekday: 1 },
      "2026-11-26T09:00Z",
      "2026-11-23",
      "2026-11-15T23:00Z",
      "2026-11-22T23:00Z",
    ],
    [
      "of months",
      { every: "month", day: "last" },
      "2027-03-02T09:00Z",
      "2027-02-28",
      "2027-01-30T23:00Z",
      "2027-02-27T23:00Z",
    ],
  ])("%s", (_, rhythm, now, date, from, to) => {
    const period = lastPeriod(schedule(rhythm, "08:00", "Europe/Berlin"), at(now));
    expect({ ...period, from: iso(period.from), to: iso(period.to) }).toEqual({ date, from, to });
  });
});

describe("the periods before", () => {
  test("of a month follow each other without a gap, whatever day they end on", () => {
    const bounds = periodBounds(schedule({ every: "month", day: 31 }, "08:00", "UTC"), "2027-03-31", 3);
    expect(bounds.map(iso)).toEqual([
      "2026-12-31T00:00Z",
      "2027-01-31T00:00Z",
      "2027-02-28T00:00Z",
      "2027-03-31T00:00Z",
    ]);
  });

  test("are a chart's days around any change of any zone of the world", () => {
    const [begin, end] = [at("2025-11-23T12:00Z"), at("2028-11-23T12:00Z")];
    const faults = Intl.supportedValuesOf("timeZone").flatMap((zone) =>
      offsetSpans(begin, end, zone).flatMap(({ from }) => {
        if (from <= begin || from >= end) return [];
        const date = localDate(from + 3 * 86_400, zone);
        const bounds = periodBounds(schedule({ every: "day" }, "08:00", zone), date, 6);
        const days = bucketBounds(bounds[0] as number, bounds.at(-1) as number, "1d", zone);
        return JSON.stringify(days) === JSON.stringify(bounds) ? [] : [`${zone} ${date}`];
      }),
    );
    expect(faults).toEqual([]);
  });
});

describe("when clocks change", () => {
  test.each([
    [
      "a time that is leapt over comes as much later",
      "02:30",
      "Europe/Berlin",
      "2027-03-28T00:00Z",
      "2027-03-28T01:30Z",
    ],
    [
      "a time that comes twice is told the first time",
      "02:30",
      "Europe/Berlin",
      "2026-10-24T23:00Z",
      "2026-10-25T00:30Z",
    ],
    ["a midnight that does not exist", "00:00", "America/Havana", "2027-03-13T12:00Z", "2027-03-14T05:00Z"],
    ["by half an hour", "02:15", "Australia/Lord_Howe", "2026-10-03T12:00Z", "2026-10-03T15:45Z"],
  ])("%s", (_, time, zone, after, when) => {
    expect(iso(nextTurn(schedule({ every: "day" }, time, zone), at(after)).at)).toBe(when);
  });

  const NAMED = [
    "UTC",
    "Europe/London",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "Africa/Casablanca",
  ];
  const BEGIN = at("2026-11-23T12:00Z");
  const END = BEGIN + 2 * 365 * 86_400;

  test.each(NAMED)("there is one report for each date of two years in %s, at its hour", (zone) => {
    expect(faultsFrom(zone, BEGIN, 2 * 365)).toEqual([]);
  });

  test("no date is told twice or not at all around any change of any zone of the world", () => {
    const faults = Intl.supportedValuesOf("timeZone").flatMap((zone) =>
      offsetSpans(BEGIN, END, zone)
        .filter(({ from }) => from > BEGIN && from < END)
        .flatMap(({ from }) => faultsFrom(zone, from - 3 * 86_400, 5)),
    );
    expect(faults).toEqual([]);
  });
});

/** The dates of so many daily turns that do not follow the one before, or come at another hour than 02:30. */
function faultsFrom(zone: string, moment: number, days: number): string[] {
  const daily = schedule({ every: "day" }, "02:30", zone);
  let before = nextTurn(daily, moment);
  const faults: string[] = [];
  for (let day = 0; day < days; day++) {
    const turn = nextTurn(daily, before.at);
    const isOff = Math.abs(turn.at - turn.to - 2.5 * 3_600) > 3_600;
    if (turn.from !== before.to || turn.date <= before.date || isOff) faults.push(`${zone} ${turn.date}`);
    before = turn;
  }
  return faults;
}
