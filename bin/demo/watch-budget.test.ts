import { expect, test } from "vitest";
import { judge } from "@/lib/domain/alert";
import { type AlertStanding, advance, quietSince } from "@/lib/domain/alert-state";
import type { HourlyPoint } from "@/lib/domain/anomaly";
import { bucketBounds } from "@/lib/domain/time";
import { bandFor, hourlyPoints, type LearnedUsual, learnUsual, USUAL_WEEKS } from "@/lib/domain/usual";
import { shareBudget } from "@/lib/domain/watch-budget";
import { type DemoPoint, WEATHER_STATS, weather } from "./weather";

const ZONE = "America/Los_Angeles";
const NOW = Date.parse("2026-11-23T08:00:00Z") / 1_000;
const WEEK = 604_800;
const HOUR = 3_600;
const YEAR = 52;
const WATCH = { kind: "anomaly", sensitivity: 3 } as const;
const PATIENCE = { pendingSeconds: 0, holdSeconds: HOUR, missing: "keep" } as const;

/** The hours of a stat of the demo over a year and what it takes to learn before that. */
function hoursOf(name: string, points: DemoPoint[]): HourlyPoint[] {
  const bounds = bucketBounds(NOW - (YEAR + USUAL_WEEKS) * WEEK, NOW, "1h", ZONE);
  const index = new Map(bounds.map((bound, i) => [bound, i]));
  const received = new Map<number, { index: number; n: number; sum: number }>();
  for (const point of points.filter(({ stat }) => stat === name)) {
    const at = index.get(Math.floor(point.t / HOUR) * HOUR);
    if (at === undefined || at === bounds.length - 1) continue;
    const { n, sum } = received.get(at) ?? { n: 0, sum: 0 };
    received.set(at, { index: at, n: n + 1, sum: sum + ("value" in point ? point.value : point.count) });
  }
  const kind = points.some((point) => point.stat === name && "count" in point) ? "counter" : "value";
  return hourlyPoints(kind, bounds, [...received.values()]);
}

/** A stat in the course of the year: where its watch stands, and what is usual for it by the week before. */
interface Played {
  hours: HourlyPoint[];
  standing: AlertStanding;
  learned: LearnedUsual | null;
}

/** How often it rings from one week's begin to the next, each hour judged when it has passed. */
function ringsIn(stat: Played, from: number, sensitivity: number): number {
  let rings = 0;
  for (const { t, v } of stat.hours) {
    if (t < from || t >= from + WEEK || stat.learned === null) continue;
    const usual = { ...stat.learned, sensitivity, madeAt: new Date(from * 1_000) };
    const step = advance(
      stat.standing,
      judge(WATCH, { now: v, band: bandFor(usual, t) }, "keep").is,
      t + HOUR,
      PATIENCE,
    );
    stat.standing = step.standing;
    if (step.event === "triggered") rings += 1;
  }
  return rings;
}

test("the budget holds on a year of the demo's weather, learned anew every week", async () => {
  const points = await weather(NOW - (YEAR + USUAL_WEEKS) * WEEK, NOW);
  const budgets = [1, 2, 5];
  const hours = WEATHER_STATS.map(({ name }) => hoursOf(name, points));
  const plays = budgets.map(() =>
    hours.map((each): Played => ({ hours: each, standing: quietSince(0), learned: null })),
  );
  const rung = budgets.map(() => 0);
  const expected = budgets.map(() => 0);
  for (let from = NOW - YEAR * WEEK; from < NOW; from += WEEK) {
    const learned = hours.map((each) =>
      learnUsual(
        each.filter(({ t }) => t >= from - USUAL_WEEKS * WEEK && t < from),
        ZONE,
        0,
      ),
    );
    budgets.forEach((budget, b) => {
      const shares = shareBudget(learned, budget);
      plays[b]?.forEach((stat, s) => {
        const { sensitivity, rings } = shares[s] as { sensitivity: number; rings: number };
        stat.learned = learned[s] as LearnedUsual;
        rung[b] = (rung[b] as number) + ringsIn(stat, from, sensitivity);
        expected[b] = (expected[b] as number) + rings / stat.learned.weeks;
      });
    });
  }
  budgets.forEach((budget, b) => {
    expect(expected[b]).toBeLessThanOrEqual(budget * YEAR);
    expect(rung[b]).toBeLessThanOrEqual(expected[b] as number);
  });
  // It is not held by being deaf.
  expect(rung[2]).toBeGreaterThan(YEAR / 4);
}, 120_000);
