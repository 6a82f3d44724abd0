import { describe, expect, it } from "vitest";
import type { AlertCondition } from "@/lib/domain/alert";
import { alertChart, type DrawnCourse } from "./alert-chart";

const HOUR = 3_600;
const course: DrawnCourse = {
  stat: { name: "orders", kind: "counter", unit: "orders" },
  ...{ from: 0, to: 4 * HOUR, step: "1h", zone: "UTC", usual: null },
  points: [3, 8, null, 2].map((v, index) => ({ t: index * HOUR, v })),
};
const over: AlertCondition = { kind: "value", operator: "greater", threshold: 5, recovery: 4 };
const model = (condition: AlertCondition | null, more: Partial<DrawnCourse> = {}, rings = [] as never[]) =>
  alertChart({ ...course, ...more }, condition, { rings, verb: "Would ring" }).model;

describe("the chart of a rule", () => {
  it.each<[AlertCondition, string[]]>([
    [over, ["rings over 5\u00a0orders", "rests at or under 4\u00a0orders"]],
    [{ ...over, operator: "less", recovery: null }, ["rings under 5\u00a0orders"]],
    [
      { kind: "delta", operator: "different", percentage: 50, timeDelta: "1w" },
      ["rings over 50\u00a0%", "rings under \u221250\u00a0%"],
    ],
    [{ kind: "delta", operator: "less", percentage: 50, timeDelta: "1w" }, ["rings under \u221250\u00a0%"]],
    [{ kind: "data" }, []],
  ])("says where it rings: %o", (condition, words) => {
    expect(model(condition).thresholds.map((each) => each.words)).toEqual(words);
  });

  it("is of the change where that is judged", () => {
    const made = model({ kind: "delta", operator: "greater", percentage: 50, timeDelta: "1w" });
    expect(made).toMatchObject({ title: "orders, change in percent", unit: "%" });
    expect(made.series[0]).toMatchObject({ kind: "value" });
  });

  it("shows what was usual on both sides", () => {
    const usual = [{ low: 1, high: 4 }, { low: 1, high: 4 }, null, null];
    const made = model({ kind: "anomaly", sensitivity: 3 }, { usual });
    expect(made.series.map(({ name }) => name)).toEqual(["orders", "usual at most", "usual at least"]);
    expect(made.series[1]?.values).toEqual([4, 4, null, null]);
    expect(model({ kind: "anomaly", sensitivity: 3 }, { usual: [null, null, null, null] }).series).toHaveLength(1);
  });

  it("has a flag with its stretch for each time it rings; one that lasts reaches to the end", () => {
    const rings = [
      { at: HOUR, until: 2 * HOUR, value: 8 },
      { at: 3 * HOUR, until: null, value: Number.POSITIVE_INFINITY },
    ];
    const { annotations } = alertChart(course, over, { rings, verb: "Rang" }).model;
    expect(annotations).toEqual([
      { at: HOUR, until: 2 * HOUR, text: "Rang: 8\u00a0orders" },
      { at: 3 * HOUR, until: 4 * HOUR, text: "Rang" },
    ]);
  });

  it("draws the stat alone before there is a rule", () => {
    expect(model(null)).toMatchObject({ thresholds: [], annotations: [], title: "orders" });
  });
});
