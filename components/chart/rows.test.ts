import { describe, expect, it } from "vitest";
import { type ChartRequest, chartModel } from "@/lib/presenters/chart/model";
import { valuePixel } from "@/lib/presenters/chart/place";
import { groundAbove, rowsOf } from "./rows";

const HOUR = 3_600;

function modelOf(more: Partial<ChartRequest> = {}) {
  const input = (name: string, values: (number | null)[], axis: "left" | "right") =>
    ({ name, kind: "value", points: values.map((v, i) => ({ t: i * HOUR, v })), axis }) as const;
  const series = [input("a", [1, null, 100], "left"), input("b", [-5, 0, 2_000], "right")];
  const range = { from: 0, to: 3 * HOUR, step: "1h", zone: "UTC", width: 800, height: 280 } as const;
  return chartModel({ series, ...range, ...more });
}

describe("what recharts is given", () => {
  it.each(["linear", "log"] as const)("are the places of the first paint on a %s scale", (scale) => {
    const model = modelOf({ scale });
    const floor = model.height - model.margin.bottom;
    const rows = rowsOf(model);
    model.series.forEach(({ values, axis }, at) => {
      values.forEach((value, index) => {
        const pixel = value === null ? null : valuePixel(model, axis, value);
        expect(rows[index]?.[`value${at}`]).toBe(pixel === null ? null : floor - pixel);
      });
    });
  });

  it("keeps a gap a gap, and what a log scale has no place for too", () => {
    expect(rowsOf(modelOf())[1]?.value0).toBeNull();
    expect(rowsOf(modelOf({ scale: "log" }))[0]?.value1).toBeNull();
  });

  it("stands on zero, or on the floor", () => {
    const model = modelOf();
    expect(groundAbove(model, "left")).toBe(0);
    expect(groundAbove(model, "right")).toBeGreaterThan(0);
    expect(groundAbove(modelOf({ scale: "log" }), "left")).toBe(0);
  });
});
