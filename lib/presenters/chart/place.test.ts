import { describe, expect, it } from "vitest";
import { type ChartInput, type ChartRequest, chartModel } from "./model";
import { groundOf, markShares, placedValues, thresholdLines, valuePixel, valueTicks } from "./place";
import type { ValueAxis } from "./value-axis";

const HOUR = 3_600;

function input(values: (number | null)[], more: Partial<ChartInput> = {}): ChartInput {
  return { name: "load", kind: "value", points: values.map((v, i) => ({ t: i * HOUR, v })), ...more };
}

function modelOf(series: ChartInput[], more: Partial<ChartRequest> = {}) {
  return chartModel({ series, from: 0, to: 5 * HOUR, step: "1h", zone: "UTC", width: 800, height: 242, ...more });
}

// A plot of 200 pixels: from 12 to 212.
describe("the place of a number", () => {
  const linear = modelOf([input([0, 100])]);
  const log = modelOf([input([0, 10, 1_000])], { scale: "log" });
  const two = modelOf([input([0, 100]), input([-5, 5], { axis: "right" })]);

  it.each<[string, number | null, number | null]>([
    ["the bottom", valuePixel(linear, "left", 0), 212],
    ["the middle", valuePixel(linear, "left", 50), 112],
    ["the top", valuePixel(linear, "left", 100), 12],
    ["beyond the axis", valuePixel(linear, "left", 101), null],
    ["a decade of two", valuePixel(log, "left", 100), 112],
    ["the bottom of a log axis", valuePixel(log, "left", 10), 212],
    ["zero on a log axis", valuePixel(log, "left", 0), null],
    ["less than zero on a log axis", valuePixel(log, "left", -10), null],
    ["zero of the right axis", valuePixel(two, "right", 0), 112],
    ["zero of the left axis", valuePixel(two, "left", 0), 212],
    ["the right axis of a chart that has none", valuePixel(linear, "right", 50), 112],
  ])("%s", (_, pixel, expected) => {
    if (pixel === null || expected === null) expect(pixel).toBe(expected);
    else expect(pixel).toBeCloseTo(expected);
  });

  it("is that of the marks too", () => {
    expect(valueTicks(linear, "left").map(({ label, y }) => [label, y])).toEqual([
      ["0", 212],
      ["20", 172],
      ["40", 132],
      ["60", 92],
      ["80", 52],
      ["100", 12],
    ]);
    expect(valueTicks(two, "right")).toHaveLength(two.yRight?.ticks.length ?? 0);
    expect(valueTicks(linear, "right")).toEqual([]);
  });

  it("makes a gap of what has none", () => {
    expect(placedValues(log, "left", [0, 10, null, -1, 1_000])).toEqual([null, 10, null, null, 1_000]);
    expect(placedValues(linear, "left", [0, 10])).toEqual([0, 10]);
  });

  it("lets bars and areas stand on zero, or on the end of the axis next to it", () => {
    const axis: Omit<ValueAxis, "from" | "to"> = { ticks: [], faint: [], scale: "linear" };
    expect(groundOf({ ...axis, from: -5, to: 5 })).toBe(0);
    expect(groundOf({ ...axis, from: 20, to: 30 })).toBe(20);
    expect(groundOf({ ...axis, from: -30, to: -20 })).toBe(-20);
    expect(groundOf({ ...axis, scale: "log", from: 10, to: 100 })).toBe(10);
  });
});

describe("the place of an annotation", () => {
  const model = modelOf([input([1, 2, 3, 4, 5])]);
  it.each<[string, number, number | null, { start: number; end: number | null }]>([
    ["a moment", 2 * HOUR, null, { start: 0.5, end: null }],
    ["a stretch", HOUR, 3 * HOUR, { start: 0.25, end: 0.75 }],
    ["a stretch that began before", -HOUR, HOUR, { start: 0, end: 0.25 }],
    ["a moment in the last interval, which begins at the edge", 4.5 * HOUR, null, { start: 1, end: null }],
  ])("%s", (_, at, until, expected) => {
    expect(markShares(model, { at, until, text: "" })).toEqual(expected);
  });
});

describe("the lines of thresholds", () => {
  const line = (value: number, label = "", axis: "left" | "right" = "left") => ({ value, label, axis });
  const place = (thresholds: ChartRequest["thresholds"], series = [input([0, 100], { unit: "ms" })]) =>
    thresholdLines(modelOf(series, { thresholds }));

  it("say label and value above the line", () => {
    expect(place([line(50, "limit"), line(20)])).toEqual([
      { y: 112, labelY: 107, words: "limit 50\u00a0ms", beyond: null, side: "left" },
      { y: 172, labelY: 167, words: "20\u00a0ms", beyond: null, side: "left" },
    ]);
    expect(place([line(50, "limit 50")])[0]?.words).toBe("limit 50");
  });

  it("keep their words apart", () => {
    const [first, second] = place([line(50), line(49)]);
    expect((second?.labelY ?? 0) - (first?.labelY ?? 0)).toBeGreaterThanOrEqual(14);
  });

  it("that lie too far away are words with a direction, at the other side", () => {
    expect(place([line(5_000), line(-5_000)])).toMatchObject([
      { y: 12, beyond: "above", side: "right" },
      { y: 212, beyond: "below", side: "right" },
    ]);
  });

  it("belong to an axis that is there", () => {
    const two = [input([0, 100]), input([0, 8], { axis: "right" })];
    expect(place([line(4, "", "right")], two)).toMatchObject([{ y: 112, side: "right" }]);
    expect(place([line(50, "", "right")])).toMatchObject([{ y: 112, side: "left" }]);
  });
});
