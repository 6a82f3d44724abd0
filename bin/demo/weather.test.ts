import { expect, test } from "vitest";
import { WEATHER_STATS, weather } from "./weather";

const NOW = Date.UTC(2026, 10, 23, 12) / 1000;
const DAY = 86_400;

test("the weather ends just before now and reaches years back", async () => {
  const points = await weather(0, NOW);
  const last = points.at(-1)?.t ?? 0;
  expect(last).toBeLessThanOrEqual(NOW);
  expect(last).toBeGreaterThan(NOW - 2 * 3600);
  expect(points[0]?.t).toBeLessThan(NOW - 3.8 * 365 * DAY);
});

test("every day of the last year has its high in both cities, and every hour of the last day its temperature", async () => {
  const points = await weather(NOW - 365 * DAY, NOW);
  const of = (stat: string) => points.filter((point) => point.stat === stat);
  expect(of("Seattle high")).toHaveLength(365);
  expect(of("New York high")).toHaveLength(365);
  expect(of("Seattle temperature").filter(({ t }) => t > NOW - DAY)).toHaveLength(24);
});

test("no figure is missing or given twice", async () => {
  const points = await weather(0, NOW);
  const names = new Set(WEATHER_STATS.map(({ name }) => name));
  const keys = new Set(points.map(({ stat, t }) => `${stat} ${t}`));
  expect(
    points.every((point) => names.has(point.stat) && Number.isFinite("value" in point ? point.value : point.count)),
  ).toBe(true);
  expect(keys.size).toBe(points.length);
});

test("only what came after the last filling is given again", async () => {
  const points = await weather(NOW - 3 * 3600, NOW);
  expect(points.every(({ t }) => t > NOW - 3 * 3600)).toBe(true);
  expect(points.length).toBeGreaterThan(0);
});
