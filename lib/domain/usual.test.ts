import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { HourlyPoint } from "./anomaly";
import { bucketBounds } from "./time";
import { bandFor, hourlyPoints, type LearnedUsual, learnUsual, type UsualOfStat, valueOfHour } from "./usual";

const HOUR = 3_600;
const WEEK = 168 * HOUR;
const END = Date.parse("2026-11-23T00:00:00Z") / 1_000;

/** Whole hours of so many weeks before the end. */
function hours(weeks: number, value: (hour: number, t: number) => number | null, zone = "UTC"): HourlyPoint[] {
  const bounds = bucketBounds(END - weeks * WEEK, END, "1h", zone);
  return bounds.slice(0, -1).map((t, hour) => ({ t, v: value(hour, t) }));
}

const wobble = (hour: number): number => ((hour * 7_919) % 101) / 101 - 0.5;
const busyDay = (hour: number): number => 100 + 80 * Math.sin(((hour % 24) / 24) * 2 * Math.PI) + wobble(hour) * 8;

function learn(points: HourlyPoint[], { zone = "UTC", share = 0.5 } = {}): UsualOfStat & LearnedUsual {
  return { ...learnUsual(points, zone, share), madeAt: new Date(END * 1_000) };
}

const isOutside = (usual: UsualOfStat, at: number, value: number): boolean => {
  const band = bandFor(usual, at);
  return band !== null && (value > band.high || value < band.low);
};

describe("an hour", () => {
  test.each([
    ["counter", 3, 12, 12],
    ["counter", 0, 0, 0],
    ["value", 4, 10, 2.5],
    ["value", 0, 0, null],
  ] as const)("of a %s with %d numbers that sum up to %d is judged by %s", (kind, n, sum, value) => {
    expect(valueOfHour(kind, n, sum)).toBe(value);
  });

  test("without numbers counts 0 for a counter from its first number on, and for a value never", () => {
    const received = [{ index: 1, n: 2, sum: 4 }];
    const values = (kind: "counter" | "value") =>
      hourlyPoints(kind, [0, HOUR, 2 * HOUR, 3 * HOUR], received).map(({ v }) => v);
    expect(values("counter")).toEqual([null, 4, 0]);
    expect(values("value")).toEqual([null, 2, null]);
    expect(hourlyPoints("counter", [0, HOUR], [])).toEqual([{ t: 0, v: null }]);
  });
});

describe("what is usual", () => {
  test("follows the hours of the week, and tells what is outside of them", () => {
    const usual = learn(hours(12, busyDay));
    expect(isOutside(usual, END + 6 * HOUR, 178)).toBe(false);
    expect(isOutside(usual, END + 18 * HOUR, 178)).toBe(true);
    expect(isOutside(usual, END + 6 * HOUR, 20)).toBe(true);
    expect(usual).toMatchObject({ zone: "UTC", weeks: 6, rings: 0 });
  });

  test.each([
    [0, 0, false],
    [1, 0, false],
    [2, 0, true],
    [3, 1, true],
    [4, 2, true],
    [12, 6, true],
  ])("of %d weeks was judged for %d of them, and is it for somebody's own sensitivity: %s", (weeks, judged, known) => {
    const usual = learn(hours(weeks, busyDay));
    expect(usual.weeks).toBe(judged);
    expect(bandFor(usual, END) !== null).toBe(judged > 0);
    expect(bandFor(usual, END, 4) !== null).toBe(known);
  });

  test("stays at the hour of the wall when clocks change", () => {
    const zone = "America/New_York";
    // Open from nine to five; clocks went back on 1 November 2026.
    const open = (_: number, t: number): number => {
      const hour = new Date(
        (t - (t < Date.parse("2026-11-01T06:00:00Z") / 1_000 ? 4 : 5) * HOUR) * 1_000,
      ).getUTCHours();
      return hour >= 9 && hour < 17 ? 200 + wobble(t / HOUR) * 20 : 5 + wobble(t / HOUR);
    };
    const usual = learn(hours(12, open, zone), { zone });
    for (const { t, v } of hours(2, open, zone)) expect(isOutside(usual, t, v ?? 0)).toBe(false);
    // Nine in the morning, now and in the week after clocks go forth.
    for (const morning of ["2026-11-23T14:00:00Z", "2027-03-15T13:00:00Z"]) {
      const at = Date.parse(morning) / 1_000;
      expect(isOutside(usual, at, 5)).toBe(true);
      expect(isOutside(usual, at - HOUR, 5)).toBe(false);
    }
  });

  test("begins with the hours of zones that are half an hour off", () => {
    const zone = "Asia/Kolkata";
    const usual = learn(
      hours(6, (hour) => (hour % 24 === 0 ? 1_000 : 10) + wobble(hour), zone),
      { zone },
    );
    const midnight = hours(1, () => 0, zone)[0]?.t ?? 0;
    expect(bandFor(usual, midnight)?.low).toBeGreaterThan(900);
    expect(bandFor(usual, midnight + HOUR)?.high).toBeLessThan(100);
  });
});

describe("a counter that is mostly silent", () => {
  const seldom = (every: number) => (hour: number) => (hour % every === 0 ? 1 + ((hour / every) % 3) : 0);

  test.each([5, 17, 61, 331])("with a number every %d hours does not ring for the next", (every) => {
    const usual = learn(hours(12, seldom(every)), { share: 20 });
    for (let hour = 0; hour < 168; hour++) expect(isOutside(usual, END + hour * HOUR, 2)).toBe(false);
    expect(usual.rings).toBeLessThanOrEqual(20 * usual.weeks);
  });

  test("rings for many at once", () => {
    const usual = learn(hours(12, seldom(17)));
    expect(isOutside(usual, END, 100)).toBe(true);
  });

  test("that counts once a day rings when that does not come", () => {
    const usual = learn(hours(12, (hour) => (hour % 24 === 18 ? 1_000 + wobble(hour) * 100 : 0)));
    expect(isOutside(usual, END + 18 * HOUR, 1_000)).toBe(false);
    expect(isOutside(usual, END + 18 * HOUR, 0)).toBe(true);
    expect(isOutside(usual, END + 19 * HOUR, 1_000)).toBe(false);
  });
});

test("a stat whose past was restless is left more room", () => {
  const spiky = (hour: number) => busyDay(hour) + (hour % 97 === 0 ? 300 : 0);
  const [calm, restless] = [learn(hours(12, busyDay)), learn(hours(12, spiky))];
  expect(restless.sensitivity).toBeGreaterThan(calm.sensitivity * 2);
  expect(isOutside(calm, END + 18 * HOUR, 320)).toBe(true);
  expect(isOutside(restless, END + 18 * HOUR, 320)).toBe(false);
});

test("finite numbers come out, whatever finite numbers go in", () => {
  const finite = fc.double({ noNaN: true, noDefaultInfinity: true });
  fc.assert(
    fc.property(fc.array(fc.option(finite), { minLength: 1, maxLength: 200 }), finite, (values, share) => {
      const usual = learn(
        hours(4, (hour) => values[(hour * 31) % values.length] ?? null),
        { share: Math.abs(share) },
      );
      expect(Number.isFinite(usual.sensitivity)).toBe(true);
      expect(JSON.parse(JSON.stringify(usual)).strays).toEqual(usual.strays);
      for (let hour = 0; hour < 168; hour += 13) {
        const band = bandFor(usual, END + hour * HOUR);
        if (band === null) continue;
        expect(Number.isFinite(band.low) && Number.isFinite(band.high) && band.low <= band.high).toBe(true);
      }
    }),
    { numRuns: 40 },
  );
});
