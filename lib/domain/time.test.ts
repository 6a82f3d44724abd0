import fc from "fast-check";
import { Temporal } from "temporal-polyfill";
import { describe, expect, it } from "vitest";
import {
  bucketBounds,
  bucketCount,
  chooseStep,
  gridLines,
  isZone,
  matchEarlier,
  PRESETS,
  parseDuration,
  parseMoment,
  STEPS,
  type Step,
  shift,
  wallClock,
} from "./time";

const ZONES = [
  "Europe/London",
  "America/New_York",
  "America/Sao_Paulo",
  "Asia/Kolkata",
  "Asia/Kathmandu",
  "Australia/Lord_Howe",
  "Pacific/Apia",
  "Africa/Casablanca",
  "UTC",
];

const at = (text: string): number => Temporal.Instant.from(text).epochMilliseconds / 1_000;
const local = (text: string, zone: string): number =>
  Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds / 1_000;
const shown = (moment: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(moment * 1_000)
    .toZonedDateTimeISO(zone)
    .toString({ timeZoneName: "never" })
    .replace(/:00(?=[+-])/, "");

describe("bucketBounds", () => {
  it.each<[string, Step, string, string, string[]]>([
    [
      "Europe/London",
      "1h",
      "2026-03-29T00:00:00Z",
      "2026-03-29T03:00:00Z",
      ["2026-03-29T00:00+00:00", "2026-03-29T02:00+01:00", "2026-03-29T03:00+01:00", "2026-03-29T04:00+01:00"],
    ],
    [
      "Europe/London",
      "1h",
      "2026-10-25T00:00:00Z",
      "2026-10-25T02:00:00Z",
      ["2026-10-25T01:00+01:00", "2026-10-25T01:00+00:00", "2026-10-25T02:00+00:00"],
    ],
    [
      "Australia/Lord_Howe",
      "1h",
      "2026-04-04T14:00:00Z",
      "2026-04-04T16:30:00Z",
      ["2026-04-05T01:00+11:00", "2026-04-05T02:00+10:30", "2026-04-05T03:00+10:30"],
    ],
    [
      "Australia/Lord_Howe",
      "1h",
      "2026-10-03T14:30:00Z",
      "2026-10-03T17:00:00Z",
      ["2026-10-04T01:00+10:30", "2026-10-04T03:00+11:00", "2026-10-04T04:00+11:00"],
    ],
    [
      "Asia/Kolkata",
      "1h",
      "2026-01-01T00:00:00Z",
      "2026-01-01T01:00:00Z",
      ["2026-01-01T05:00+05:30", "2026-01-01T06:00+05:30", "2026-01-01T07:00+05:30"],
    ],
    [
      "Asia/Kathmandu",
      "3h",
      "2026-01-01T00:00:00Z",
      "2026-01-01T04:00:00Z",
      ["2026-01-01T03:00+05:45", "2026-01-01T06:00+05:45", "2026-01-01T09:00+05:45", "2026-01-01T12:00+05:45"],
    ],
    [
      "America/New_York",
      "3h",
      "2026-03-08T05:00:00Z",
      "2026-03-08T12:00:00Z",
      ["2026-03-08T00:00-05:00", "2026-03-08T03:00-04:00", "2026-03-08T06:00-04:00", "2026-03-08T09:00-04:00"],
    ],
    [
      "America/Sao_Paulo",
      "1d",
      "2018-11-03T12:00:00Z",
      "2018-11-05T02:00:00Z",
      ["2018-11-03T00:00-03:00", "2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00"],
    ],
    [
      "America/Sao_Paulo",
      "1d",
      "2018-02-17T12:00:00Z",
      "2018-02-18T12:00:00Z",
      ["2018-02-17T00:00-02:00", "2018-02-18T00:00-03:00", "2018-02-19T00:00-03:00"],
    ],
    [
      "Pacific/Apia",
      "1d",
      "2011-12-29T20:00:00Z",
      "2011-12-31T20:00:00Z",
      ["2011-12-29T00:00-10:00", "2011-12-31T00:00+14:00", "2012-01-01T00:00+14:00", "2012-01-02T00:00+14:00"],
    ],
    [
      "Pacific/Apia",
      "3h",
      "2011-12-30T06:00:00Z",
      "2011-12-30T12:00:00Z",
      ["2011-12-29T18:00-10:00", "2011-12-29T21:00-10:00", "2011-12-31T00:00+14:00", "2011-12-31T03:00+14:00"],
    ],
    [
      "America/St_Johns",
      "1d",
      "2010-11-07T02:30:30Z",
      "2010-11-07T03:00:00Z",
      ["2010-11-07T00:00-02:30", "2010-11-08T00:00-03:30"],
    ],
    [
      "Europe/London",
      "1w",
      "2026-01-01T00:00:00Z",
      "2026-01-08T00:00:00Z",
      ["2025-12-29T00:00+00:00", "2026-01-05T00:00+00:00", "2026-01-12T00:00+00:00"],
    ],
    [
      "Africa/Casablanca",
      "1M",
      "2026-02-10T00:00:00Z",
      "2026-03-10T00:00:00Z",
      ["2026-02-01T00:00+01:00", "2026-03-01T00:00+00:00", "2026-04-01T00:00+01:00"],
    ],
    ["UTC", "5m", "2026-01-01T00:01:00Z", "2026-01-01T00:05:00Z", ["2026-01-01T00:00+00:00", "2026-01-01T00:05+00:00"]],
    ["UTC", "1d", "2026-01-01T00:00:00Z", "2026-01-01T00:00:00Z", ["2026-01-01T00:00+00:00", "2026-01-02T00:00+00:00"]],
  ])("in %s, step %s from %s to %s", (zone, step, from, to, expected) => {
    expect(bucketBounds(at(from), at(to), step, zone).map((bound) => shown(bound, zone))).toEqual(expected);
  });

  it.each([
    ["Europe/London", "2026-03-29", 23],
    ["Europe/London", "2026-10-25", 25],
    ["America/New_York", "2026-03-08", 23],
    ["America/New_York", "2026-11-01", 25],
    ["America/Sao_Paulo", "2018-11-04", 23],
    ["America/Sao_Paulo", "2018-02-17", 25],
    ["Australia/Lord_Howe", "2026-04-05", 24.5],
    ["Australia/Lord_Howe", "2026-10-04", 23.5],
    ["Africa/Casablanca", "2026-02-15", 25],
    ["Africa/Casablanca", "2026-03-22", 23],
    ["Asia/Kolkata", "2026-03-29", 24],
    ["UTC", "2026-03-29", 24],
  ])("gives %s on %s a day of %d hours", (zone, day, hours) => {
    const noon = local(`${day}T12:00`, zone);
    const [start = 0, end = 0] = bucketBounds(noon, noon, "1d", zone);
    expect((end - start) / 3_600).toBe(hours);
  });

  it("agrees with Temporal on the start of every day over two years", () => {
    for (const zone of ZONES) {
      const bounds = bucketBounds(local("2010-12-01T00:00", zone), local("2012-12-01T00:00", zone), "1d", zone);
      let day = Temporal.PlainDate.from("2010-12-01");
      for (const bound of bounds) {
        if (zone === "Pacific/Apia" && day.toString() === "2011-12-30") day = day.add({ days: 1 });
        expect(bound).toBe(day.toZonedDateTime(zone).epochMilliseconds / 1_000);
        day = day.add({ days: 1 });
      }
    }
  });

  const range = fc.record({
    from: fc.integer({ min: at("1995-01-01T00:00:00Z"), max: at("2045-01-01T00:00:00Z") }),
    steps: fc.integer({ min: 0, max: 300 }),
    step: fc.constantFrom(...STEPS),
    zone: fc.constantFrom(...ZONES),
  });
  const SECONDS: Record<Step, number> = {
    "1m": 60,
    "5m": 300,
    "15m": 900,
    "1h": 3_600,
    "3h": 10_800,
    "1d": 86_400,
    "1w": 604_800,
    "1M": 2_629_746,
  };

  it("ascends, covers the range tightly and leaves no gap, in any zone", () => {
    fc.assert(
      fc.property(range, ({ from, steps, step, zone }) => {
        const to = from + steps * SECONDS[step];
        const bounds = bucketBounds(from, to, step, zone);
        expect(bounds.length).toBeGreaterThanOrEqual(2);
        expect(bounds[0]).toBeLessThanOrEqual(from);
        expect(bounds[1]).toBeGreaterThan(from);
        expect(bounds.at(-1)).toBeGreaterThanOrEqual(to);
        expect(bounds.at(-2)).toBeLessThan(Math.max(to, from + 1));
        const longest = SECONDS[step] + (step === "1M" ? 2 * 86_400 : Math.min(3_600 + SECONDS[step], 86_400));
        for (let i = 1; i < bounds.length; i++) {
          const width = (bounds[i] as number) - (bounds[i - 1] as number);
          expect(width).toBeGreaterThan(0);
          expect(width).toBeLessThanOrEqual(longest);
        }
        expect(Math.abs(bounds.length - 1 - bucketCount(from, to, step))).toBeLessThanOrEqual(3);
      }),
      { numRuns: 400 },
    );
  });

  it("cuts a range the same way however it is asked for", () => {
    fc.assert(
      fc.property(range, fc.double({ min: 0, max: 1, noNaN: true }), ({ from, steps, step, zone }, part) => {
        const to = from + steps * SECONDS[step];
        const middle = Math.floor(from + (to - from) * part);
        const whole = bucketBounds(from, to, step, zone);
        const halves = new Set([
          ...bucketBounds(from, middle, step, zone),
          ...bucketBounds(middle, Math.max(to, middle), step, zone),
        ]);
        expect(whole.every((bound) => halves.has(bound))).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it("shows the step's wall time at every bound but one that the clocks jumped over", () => {
    fc.assert(
      fc.property(range, ({ from, steps, step, zone }) => {
        const bounds = bucketBounds(from, from + steps * SECONDS[step], step, zone);
        const odd = bounds.filter((bound) => {
          const { hour, minute, weekday, day } = wallClock(bound, zone);
          if (step === "1m") return false;
          if (step === "5m" || step === "15m") return minute % Number.parseInt(step, 10) !== 0;
          if (step === "1h") return minute !== 0;
          if (step === "3h") return minute !== 0 || hour % 3 !== 0;
          return minute !== 0 || hour !== 0 || (step === "1w" && weekday !== 1) || (step === "1M" && day !== 1);
        });
        for (const bound of odd) expect(wallClock(bound - 1, zone).hour).not.toBe(wallClock(bound, zone).hour);
        expect(odd.length).toBeLessThanOrEqual(2 + (steps * SECONDS[step]) / (150 * 86_400));
      }),
      { numRuns: 300 },
    );
  });

  it("keeps its promises where old offsets are odd seconds", () => {
    for (const zone of [...ZONES, "Africa/Monrovia", "Europe/Amsterdam", "America/Juneau", "Asia/Manila"]) {
      for (const step of STEPS) {
        for (const from of [at("1800-06-01T00:00:07Z"), at("1883-11-18T10:00:00Z"), at("1919-02-28T12:00:00Z"), -7]) {
          const to = from + 40 * SECONDS[step];
          const bounds = bucketBounds(from, to, step, zone);
          expect(bounds[0]).toBeLessThanOrEqual(from);
          expect(bounds.at(-1)).toBeGreaterThanOrEqual(to);
          expect(bounds.every((bound, i) => i === 0 || bound > (bounds[i - 1] as number))).toBe(true);
          expect(bounds.every(Number.isInteger)).toBe(true);
        }
      }
    }
  });

  it("still works at both ends of the calendar", () => {
    for (const from of [-62_135_596_800, 253_402_300_799 - 400 * 86_400]) {
      expect(bucketBounds(from, from + 400 * 86_400, "1M", "Europe/London").length).toBeGreaterThan(13);
    }
    expect(() => bucketBounds(0, 253_402_300_800, "1M", "UTC")).toThrow(RangeError);
    expect(() => bucketBounds(1, 0, "1h", "UTC")).toThrow(RangeError);
    expect(() => bucketBounds(Number.NaN, 0, "1h", "UTC")).toThrow(RangeError);
    expect(() => bucketBounds(0, 1, "1h", "Nowhere/Land")).toThrow(RangeError);
  });

  it("makes two thousand bounds in a few milliseconds", () => {
    const from = at("2024-01-01T00:00:00Z");
    for (const step of STEPS) {
      bucketBounds(from, from + 2_000 * SECONDS[step], step, "Europe/London");
      const start = performance.now();
      const bounds = bucketBounds(from, from + 2_000 * SECONDS[step], step, "Europe/London");
      expect(bounds.length).toBeGreaterThanOrEqual(1_990);
      expect(performance.now() - start).toBeLessThan(25);
    }
  });
});

describe("gridLines", () => {
  it("counts years and half days as the local calendar does", () => {
    const zone = "America/New_York";
    const years = gridLines(
      at("2012-06-01T00:00:00Z"),
      at("2014-06-01T00:00:00Z"),
      { kind: "month", months: 12 },
      zone,
    );
    expect(years.map((line) => shown(line, zone))).toEqual([
      "2012-01-01T00:00-05:00",
      "2013-01-01T00:00-05:00",
      "2014-01-01T00:00-05:00",
      "2015-01-01T00:00-05:00",
    ]);
    const noons = gridLines(
      at("2026-03-08T12:00:00Z"),
      at("2026-03-08T17:00:00Z"),
      { kind: "wall", seconds: 43_200, anchor: 0 },
      zone,
    );
    expect(noons.map((line) => shown(line, zone))).toEqual([
      "2026-03-08T00:00-05:00",
      "2026-03-08T12:00-04:00",
      "2026-03-09T00:00-04:00",
    ]);
  });
});

describe("chooseStep", () => {
  it.each<[number, Step]>([
    [0, "1m"],
    [1 / 24, "1m"],
    [0.25, "1m"],
    [1, "5m"],
    [2, "15m"],
    [7, "1h"],
    [31, "3h"],
    [92, "1d"],
    [366, "1d"],
    [800, "1w"],
    [7 * 366, "1w"],
    [20 * 366, "1M"],
    [150 * 366, "1M"],
  ])("draws %d days with step %s", (days, step) => {
    expect(chooseStep(0, days * 86_400)).toBe(step);
    expect(bucketCount(0, days * 86_400, step)).toBeLessThanOrEqual(2_000);
  });

  it("gives each preset the step it names", () => {
    const now = at("2026-05-20T09:30:00Z");
    for (const preset of PRESETS) {
      const from = parseMoment(`-${preset.span}`, now, "Europe/London") as number;
      expect(chooseStep(from, now), preset.name).toBe(preset.step);
      expect(parseDuration(preset.compare)).not.toBeNull();
    }
  });
});

describe("parseDuration", () => {
  it.each([
    ["1w", { count: 1, unit: "w" }],
    ["24h", { count: 24, unit: "h" }],
    ["5m", { count: 5, unit: "m" }],
    ["5M", { count: 5, unit: "M" }],
    ["1000y", { count: 1_000, unit: "y" }],
    ["1001y", null],
    ["0d", null],
    ["-1d", null],
    ["1.5d", null],
    ["1W", null],
    ["d", null],
    ["", null],
    ["1d ", null],
    ["99999999999999999999m", null],
  ])("reads %j", (text, expected) => {
    expect(parseDuration(text)).toEqual(expected);
  });
});

describe("parseMoment", () => {
  const now = at("2026-03-31T10:00:00Z");

  it.each([
    ["now", "Europe/London", "2026-03-31T10:00:00Z"],
    ["2026-01-02T03:04:05Z", "Europe/London", "2026-01-02T03:04:05Z"],
    ["2026-01-02T03:04:05.678+05:30", "Europe/London", "2026-01-01T21:34:05Z"],
    ["2026-01-02t03:04:05z", "Europe/London", "2026-01-02T03:04:05Z"],
    ["2026-07-02", "Europe/London", "2026-07-01T23:00:00Z"],
    ["2018-11-04", "America/Sao_Paulo", "2018-11-04T03:00:00Z"],
    ["2026-07-02T09:30", "Europe/London", "2026-07-02T08:30:00Z"],
    ["1767323045", "Europe/London", "2026-01-02T03:04:05Z"],
    ["1767323045.9", "Europe/London", "2026-01-02T03:04:05Z"],
    ["0", "Europe/London", "1970-01-01T00:00:00Z"],
    ["-24h", "Europe/London", "2026-03-30T10:00:00Z"],
    ["-1w", "Europe/London", "2026-03-24T11:00:00Z"],
    ["-1M", "Europe/London", "2026-02-28T11:00:00Z"],
    ["-1y", "Europe/London", "2025-03-31T10:00:00Z"],
    ["+1d", "Europe/London", "2026-04-01T10:00:00Z"],
    [" -1d ", "UTC", "2026-03-30T10:00:00Z"],
  ])("reads %j in %s", (text, zone, expected) => {
    expect(parseMoment(text, now, zone)).toBe(at(expected));
  });

  it.each([
    "",
    "yesterday",
    "-",
    "-w",
    "-0d",
    "-9999y",
    "2026-13-01",
    "2026-02-30",
    "2026-02-30T00:00:00Z",
    "2026-01-02T25:00:00Z",
    "1767323045000",
    "-1767323045",
    "1e9",
    "NaN",
    "0x10",
    "2026-01-02T03:04:05[Europe/London]",
    "999999-01-01",
  ])("refuses %j", (text) => {
    expect(parseMoment(text, now, "Europe/London")).toBeNull();
  });
});

describe("shift", () => {
  it("keeps the wall clock of the zone for days and longer, elapsed time for hours", () => {
    const zone = "Europe/London";
    const monday = local("2026-03-30T09:00", zone);
    expect(shown(shift(monday, { count: 1, unit: "w" }, -1, zone), zone)).toBe("2026-03-23T09:00+00:00");
    expect(shown(shift(monday, { count: 168, unit: "h" }, -1, zone), zone)).toBe("2026-03-23T08:00+00:00");
    expect(shown(shift(local("2026-03-31T09:00", zone), { count: 1, unit: "M" }, -1, zone), zone)).toBe(
      "2026-02-28T09:00+00:00",
    );
  });

  it("moves a wall time on that was jumped over, and takes the first of two", () => {
    const zone = "America/New_York";
    expect(shown(shift(local("2026-03-07T02:30", zone), { count: 1, unit: "d" }, 1, zone), zone)).toBe(
      "2026-03-08T03:30-04:00",
    );
    expect(shown(shift(local("2026-10-31T01:30", zone), { count: 1, unit: "d" }, 1, zone), zone)).toBe(
      "2026-11-01T01:30-04:00",
    );
  });

  it("agrees with Temporal in every zone", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at("1990-01-01T00:00:00Z"), max: at("2040-01-01T00:00:00Z") }),
        fc.record({
          count: fc.integer({ min: 1, max: 500 }),
          unit: fc.constantFrom("m", "h", "d", "w", "M", "y" as const),
        }),
        fc.constantFrom(1, -1 as const),
        fc.constantFrom(...ZONES),
        (moment, duration, sign, zone) => {
          const names = { m: "minutes", h: "hours", d: "days", w: "weeks", M: "months", y: "years" } as const;
          const expected = Temporal.Instant.fromEpochMilliseconds(moment * 1_000)
            .toZonedDateTimeISO(zone)
            .add({ [names[duration.unit]]: duration.count * sign });
          expect(shift(moment, duration, sign, zone)).toBe(expected.epochMilliseconds / 1_000);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("refuses to leave the calendar", () => {
    expect(() => shift(0, { count: 9_000, unit: "y" }, 1, "UTC")).toThrow(RangeError);
    expect(() => shift(0, { count: 999_999_999, unit: "y" }, -1, "UTC")).toThrow(RangeError);
  });
});

describe("matchEarlier", () => {
  const zone = "Europe/London";
  const week = { count: 1, unit: "w" } as const;

  it("lays equal wall times over each other across a clock change", () => {
    const from = local("2026-03-28T00:00", zone);
    const to = local("2026-03-31T00:00", zone);
    const present = bucketBounds(from, to, "1h", zone);
    const earlier = bucketBounds(shift(from, week, -1, zone), shift(to, week, -1, zone), "1h", zone);
    const match = matchEarlier(present, earlier, week, zone);
    expect(present).toHaveLength(72);
    expect(match).toHaveLength(71);
    match.forEach((number, i) => {
      expect(wallClock(earlier[number] as number, zone).hour).toBe(wallClock(present[i] as number, zone).hour);
    });
  });

  it("shows an hour that comes twice over the same earlier hour, and nothing beyond the earlier range", () => {
    const from = local("2026-10-25T00:00", zone);
    const present = bucketBounds(from, from + 5 * 3_600, "1h", zone);
    const earlier = bucketBounds(shift(from, week, -1, zone), shift(from + 3 * 3_600, week, -1, zone), "1h", zone);
    expect(matchEarlier(present, earlier, week, zone)).toEqual([0, 1, 1, -1, -1]);
  });
});

describe("isZone", () => {
  it.each([
    ["Europe/London", true],
    ["UTC", true],
    ["Etc/GMT+5", true],
    ["America/Argentina/Buenos_Aires", true],
    ["+02:00", false],
    ["Europe/Atlantis", false],
    ["", false],
    ["Europe/London; drop table", false],
  ])("%j is %s", (text, expected) => {
    expect(isZone(text)).toBe(expected);
  });
});
