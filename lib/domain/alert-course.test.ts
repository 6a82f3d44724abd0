import { describe, expect, it } from "vitest";
import type { AlertCondition } from "./alert";
import { type CourseRule, courseGrain, courseOf, courseReach } from "./alert-course";

const HOUR = 3_600;
const BOUNDS = [0, HOUR, 2 * HOUR, 3 * HOUR];
const QUARTER = 900;

const over = (operator: "greater" | "less"): AlertCondition => ({
  kind: "value",
  operator,
  threshold: 10,
  recovery: null,
});

function course(condition: AlertCondition, counts: [t: number, n: number][], more: Partial<CourseRule> = {}) {
  const rule = { condition, window: "1h" as const, missing: "keep" as const, kind: "counter" as const, zone: "UTC" };
  const grains = counts.map(([t, sum]) => ({ t, n: 1, sum }));
  return courseOf({ ...rule, ...more }, grains, { bounds: BOUNDS, grain: QUARTER, now: 3 * HOUR }).map(({ v }) => v);
}

describe("courseOf", () => {
  it("is at each step the moment that comes closest to ringing", () => {
    const burst: [number, number][] = [
      [HOUR, 7],
      [HOUR + 2 * QUARTER, 5],
    ];
    expect(course(over("greater"), burst)).toEqual([null, 12, 5]);
    expect(course(over("less"), burst)).toEqual([null, 7, 5]);
  });

  it("is the change in percent where that is what the rule minds", () => {
    const delta = { kind: "delta", operator: "different", percentage: 50, timeDelta: "1h" } as const;
    const counts: [number, number][] = [
      [-QUARTER, 10],
      [QUARTER * 3, 10],
      [QUARTER * 7, 4],
    ];
    expect(course(delta, counts)).toEqual([0, -60, -60]);
  });

  it("leaves a rise from nothing out, which has no percentage", () => {
    const delta = { kind: "delta", operator: "greater", percentage: 50, timeDelta: "1h" } as const;
    expect(course(delta, [[HOUR + QUARTER, 10]], { missing: "zero" })).toEqual([0, 0, -100]);
  });

  it("is the last value where none counts more than another", () => {
    expect(course({ kind: "data" }, [[HOUR, 7]])).toEqual([null, 7, null]);
    expect(course({ kind: "anomaly", sensitivity: 3 }, [[2 * HOUR, 7]])).toEqual([null, null, 7]);
  });

  it("looks at nothing after now", () => {
    const rule = { condition: over("greater"), window: "1h", missing: "keep", kind: "counter", zone: "UTC" } as const;
    const grains = [{ t: HOUR + 100, n: 1, sum: 9 }];
    const asked = { bounds: BOUNDS, grain: QUARTER, now: HOUR + 60 };
    expect(courseOf(rule, grains, asked).map(({ v }) => v)).toEqual([null, null, null]);
  });
});

describe("what a course is made of", () => {
  it.each([
    ["5m", "1h", 300],
    ["5m", "1m", 60],
    ["1h", "1h", 900],
    ["1d", "1m", 300],
    ["1y", "1h", 3_600],
  ] as const)("for a window of %s by steps of %s are %i seconds", (window, step, seconds) => {
    expect(courseGrain(window, step)).toBe(seconds);
  });

  it("reaches back over the window and what it is compared with", () => {
    const delta = { kind: "delta", operator: "less", percentage: 50, timeDelta: "1w" } as const;
    expect(courseReach({ condition: { kind: "data" }, window: "1d" })).toBeGreaterThan(86_400);
    expect(courseReach({ condition: delta, window: "1d" })).toBeGreaterThan(8 * 86_400);
  });
});
