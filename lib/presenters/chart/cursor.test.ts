import { describe, expect, it } from "vitest";
import { type CursorKey, cursorPlace, isCursorKey, nextWithData } from "./cursor";
import { type ChartInput, type ChartRequest, chartModel } from "./model";

const HOUR = 3_600;
const NONE = new Set<number>();

function input(values: (number | null)[], more: Partial<ChartInput> = {}): ChartInput {
  return { name: "signups", kind: "value", points: values.map((v, i) => ({ t: i * HOUR, v })), ...more };
}

function modelOf(series: ChartInput[], more: Partial<ChartRequest> = {}) {
  const to = (series[0]?.points.length ?? 0) * HOUR;
  return chartModel({ series, from: 0, to, step: "1h", zone: "UTC", width: 800, height: 280, ...more });
}

describe("the next interval with data", () => {
  const gaps = modelOf([input([null, 1, 0, null, null, 5, null])]);
  it.each<[number | null, CursorKey, number]>([
    [null, "ArrowRight", 5],
    [null, "ArrowLeft", 5],
    [null, "PageUp", 5],
    [null, "End", 5],
    [null, "Home", 1],
    [5, "ArrowLeft", 2],
    [2, "ArrowRight", 5],
    [2, "ArrowLeft", 1],
    [1, "ArrowLeft", 1],
    [5, "ArrowRight", 5],
    [0, "ArrowLeft", 1],
    [6, "ArrowRight", 5],
    [5, "Home", 1],
    [1, "End", 5],
    [2, "PageDown", 5],
    [5, "PageUp", 2],
  ])("from %s by %s is %i", (from, key, to) => {
    expect(nextWithData(gaps, NONE, from, key)).toBe(to);
  });

  it.each<[number, CursorKey, number]>([
    [287, "PageUp", 258],
    [258, "PageDown", 287],
    [10, "PageUp", 0],
    [280, "PageDown", 287],
    [129, "PageUp", 99],
    [71, "PageDown", 120],
  ])("in a day of five minutes with a gap from 100 to 119, from %i by %s is %i", (from, key, to) => {
    const day = modelOf([input(Array.from({ length: 288 }, (_, at) => (at >= 100 && at < 120 ? null : at)))]);
    expect(nextWithData(day, NONE, from, key)).toBe(to);
  });

  it("passes over what only hidden series have", () => {
    const two = modelOf([input([1, null, 3]), input([null, 2, null])]);
    expect(nextWithData(two, NONE, 2, "ArrowLeft")).toBe(1);
    expect(nextWithData(two, new Set([1]), 2, "ArrowLeft")).toBe(0);
    expect(nextWithData(two, new Set([0]), null, "End")).toBe(1);
  });

  it("stops at an interval that only the earlier range has", () => {
    const compared = modelOf([input([1, null, 3], { compare: input([null, 7, null]).points })], { compare: "1w" });
    expect(nextWithData(compared, NONE, 2, "ArrowLeft")).toBe(1);
  });

  it("is nowhere without data", () => {
    expect(nextWithData(modelOf([input([null, null])]), NONE, null, "End")).toBeNull();
    expect(nextWithData(gaps, new Set([0]), 2, "Home")).toBeNull();
  });

  it("leaves every other key alone", () => {
    expect(["ArrowLeft", "PageDown", "ArrowUp", "Tab", "a"].map(isCursorKey)).toEqual([
      true,
      true,
      false,
      false,
      false,
    ]);
  });
});

describe("the place of the cursor", () => {
  it("is the point itself on a line, with a dot on each line that has a number", () => {
    const model = modelOf([input([0, 5, 10]), input([0, null, 10])]);
    const { share, dots } = cursorPlace(model, NONE, 1);
    expect(share).toBe(0.5);
    expect(dots).toEqual([{ y: (model.margin.top + model.height - model.margin.bottom) / 2, colour: "series-1" }]);
    expect(cursorPlace(model, new Set([0]), 2).dots).toEqual([{ y: model.margin.top, colour: "series-2" }]);
  });

  it("is the middle of a bar, without a dot", () => {
    expect(cursorPlace(modelOf([input([1, 2])], { style: "bar" }), NONE, 1)).toEqual({ share: 0.75, dots: [] });
  });
});
