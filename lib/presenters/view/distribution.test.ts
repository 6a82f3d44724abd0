import { expect, test } from "vitest";
import { binOf, extremesOf } from "@/lib/domain/distribution";
import type { ListedStat } from "@/lib/domain/stat";
import { distributionView } from "./distribution";

const stat = { name: "latency <api>", unit: "ms" } as ListedStat;
const from = Date.parse("2026-11-22T22:00:00Z") / 1_000;

function viewOf(values: number[]) {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(binOf(value), (counts.get(binOf(value)) ?? 0) + 1);
  const bins = Array.from(counts, ([bin, n]) => ({ bin, n })).sort((a, b) => a.bin - b.bin);
  const extremes = extremesOf(bins, { min: Math.min(...values), max: Math.max(...values) });
  return distributionView({ stat, from, to: from + 7_200, bins, extremes }, "Europe/Berlin");
}

test("says how many numbers of which hours were counted, and how good that is", () => {
  expect(viewOf([1, 2, 3]).about).toBe(
    "3 numbers from 22 Nov 2026, 23:00 to 23 Nov 2026, 01:00, whole hours. Percentiles and bars are right within 1 %.",
  );
  expect(viewOf([1]).about).toContain("The only number from");
});

test("shows percentiles in the stat's unit, and the largest number exactly", () => {
  const { drawn } = viewOf(Array.from({ length: 1_000 }, (_, i) => i + 0.123));
  expect(drawn?.percentiles.map(({ name }) => name)).toEqual(["p50", "p90", "p95", "p99", "Largest"]);
  expect(drawn?.percentiles.at(-1)?.quantity).toEqual({ short: "999.123", unit: "ms", exact: "999.123\u00a0ms" });
  const median = Number(drawn?.percentiles[0]?.quantity.short);
  expect(Math.abs(median - 499.123)).toBeLessThanOrEqual(5);
});

test("draws bars and tells the same in words", () => {
  const { drawn } = viewOf([20, 21, 21]);
  expect(drawn?.rows).toEqual(["20 to 20.5\u00a0ms: 1 number", "21 to 21.5\u00a0ms: 2 numbers"]);
  expect(drawn?.svg).toContain("<title>How the numbers of latency &lt;api&gt; are spread</title>");
  expect(drawn?.svg).toContain("The fullest bar is 21 to 21.5\u00a0ms: 2 numbers.");
});

test("without data draws nothing and says so", () => {
  const view = distributionView({ stat, from, to: from + 3_600, bins: [], extremes: null }, "UTC");
  expect(view).toEqual({ about: "No numbers from 22 Nov 2026, 22:00 to 23:00.", drawn: null });
});
