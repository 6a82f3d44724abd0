import { describe, expect, test } from "vitest";
import { type Grain, GrainSums, type ReplayedRule, readingAt, replay } from "./alert-replay";
import { earlierBy, windowStart } from "./alert-window";

const at = (text: string): number => Date.parse(text) / 1_000;
const iso = (moment: number): string => new Date(moment * 1_000).toISOString().replace(":00.000Z", "Z");

describe("a window", () => {
  test.each<[Parameters<typeof windowStart>[0], string, string, string]>([
    ["5m", "2026-11-23T12:00Z", "UTC", "2026-11-23T11:55Z"],
    ["1d", "2026-10-25T12:00Z", "Europe/Berlin", "2026-10-24T11:00Z"],
    ["1M", "2026-03-31T12:00Z", "UTC", "2026-02-28T12:00Z"],
    ["this_hour", "2026-11-23T12:40Z", "UTC", "2026-11-23T12:00Z"],
    ["this_hour", "2026-11-23T12:00Z", "UTC", "2026-11-23T11:00Z"],
    ["this_day", "2026-11-23T12:40Z", "America/New_York", "2026-11-23T05:00Z"],
    ["this_day", "2026-11-23T05:00Z", "America/New_York", "2026-11-22T05:00Z"],
    ["this_day", "2026-03-29T20:00Z", "Europe/Berlin", "2026-03-28T23:00Z"],
    ["this_month", "2026-11-23T12:40Z", "Asia/Kathmandu", "2026-10-31T18:15Z"],
  ])("of %s that ends at %s in %s begins at %s", (window, end, zone, start) => {
    expect(iso(windowStart(window, at(end), zone))).toBe(start);
  });

  test("looks back by the wall clock over a change of clocks", () => {
    expect(iso(earlierBy("1w", at("2026-10-26T08:00Z"), "Europe/Berlin"))).toBe("2026-10-19T07:00Z");
  });
});

const MINUTE = 60;
const grains = (text: string): Grain[] =>
  [...text].flatMap((sign, i) => (sign === "." ? [] : [{ t: i * MINUTE, n: 1, sum: Number(sign) }]));
const moments = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, i) => (from + i) * MINUTE);
const rule = (more: Partial<ReplayedRule>): ReplayedRule => ({
  condition: { kind: "value", operator: "greater", threshold: 10, recovery: null },
  window: "5m",
  missing: "keep",
  patience: { pendingSeconds: 0, holdSeconds: 300, missing: "keep" },
  kind: "counter",
  zone: "UTC",
  ...more,
});

describe("a reading", () => {
  const sums = new GrainSums(grains("12345.6"));

  test("is the sum of a counter's window, and the mean of a value's", () => {
    expect(readingAt(rule({}), sums, 5 * MINUTE).now).toBe(15);
    expect(readingAt(rule({ kind: "value" }), sums, 5 * MINUTE).now).toBe(3);
    expect(readingAt(rule({ kind: "value" }), sums, 7 * MINUTE).now).toBe(4.5);
  });

  test("of nothing is nothing", () => {
    expect(readingAt(rule({}), sums, 100 * MINUTE)).toEqual({ now: null, everReceived: true });
    expect(readingAt(rule({}), sums, 0)).toEqual({ now: null, everReceived: false });
  });

  test("of a delta looks at the same window so much earlier", () => {
    const delta = rule({ condition: { kind: "delta", operator: "greater", percentage: 10, timeDelta: "5m" } });
    expect(readingAt(delta, new GrainSums(grains("1111122222")), 10 * MINUTE)).toMatchObject({ now: 10, before: 5 });
  });
});

describe("a replay", () => {
  const told = (steps: ReturnType<typeof replay>) =>
    steps.flatMap((step) => (step.event === null ? [] : [`${step.at / MINUTE} ${step.event} ${step.verdict.value}`]));

  test("tells when a rule would have rung, and with what", () => {
    expect(told(replay(rule({}), grains("11111555550000000000"), moments(1, 20)))).toEqual([
      "7 triggered 13",
      "18 resolved 0",
    ]);
  });

  test("tells of silence at the end of its window", () => {
    const data = rule({ condition: { kind: "data" } });
    expect(told(replay(data, grains("111......1"), moments(1, 16)))).toEqual(["8 triggered null"]);
  });

  test("goes on from where the rule stood, and keeps that without data", () => {
    const first = replay(rule({}), grains("55555"), moments(1, 5));
    const standing = first.at(-1)?.standing;
    expect(standing?.state).toBe("firing");
    expect(told(replay(rule({}), grains("55555"), moments(6, 20), { from: standing }))).toEqual([]);
  });

  test("in two halves tells what it tells in one", () => {
    const all = grains("1593751.5.9.1..35791.9999.....1.1.1");
    const whole = replay(rule({}), all, moments(1, 40));
    const half = replay(rule({}), all, moments(1, 17));
    const rest = replay(rule({}), all, moments(18, 40), { from: half.at(-1)?.standing });
    expect([...half, ...rest]).toEqual(whole);
  });

  test("asks what was usual, moment by moment", () => {
    const anomaly = rule({ condition: { kind: "anomaly", sensitivity: 3 }, window: "5m" });
    const steps = replay(anomaly, grains("1111199999"), moments(5, 10), { band: () => ({ low: 0, high: 20 }) });
    expect(told(steps)).toEqual(["7 triggered 21"]);
  });
});
