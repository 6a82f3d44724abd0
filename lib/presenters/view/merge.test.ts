import { expect, test } from "vitest";
import type { ListedStat } from "@/lib/domain/stat";
import { mergeChoices, mergeHref, mergePlan } from "./merge";

const NOW = new Date("2026-11-23T12:00:00Z");

function stat(id: string, more: Partial<ListedStat> = {}): ListedStat {
  return {
    ...{ id, name: `stat ${id}`, seriesId: 1n, teamId: "t", kind: "counter", unit: "", description: "", tags: [] },
    ...{ public: false, classicKey: "k", createdAt: NOW, trashedAt: null, retentionDays: null },
    ...{ minutesFrom: new Date(0), favourite: false, sharedBy: null, lastValue: null, lastAt: null },
    ...more,
  };
}

test("a stat may be merged into any of the list but itself", () => {
  const choices = mergeChoices(
    stat("a"),
    [stat("a"), stat("b", { lastValue: 5, lastAt: NOW, unit: "ms" })],
    NOW,
    "UTC",
  );
  expect(choices).toEqual([
    {
      id: "b",
      name: "stat b",
      href: "/stats/a/merge?into=b",
      last: { short: "5", unit: "ms", exact: "5\u00a0ms" },
      seen: expect.objectContaining({ ago: "just now" }),
    },
  ]);
  expect(mergeHref("a")).toBe("/stats/a/merge");
});

test("different units are said, since numbers are not converted", () => {
  expect(mergePlan(stat("a", { unit: "s" }), stat("b", { unit: "s" })).units).toBeNull();
  expect(mergePlan(stat("a", { unit: "s" }), stat("b")).units).toEqual({ from: "s", into: "" });
});
