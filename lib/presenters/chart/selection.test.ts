import { describe, expect, it } from "vitest";
import { intervalAt, selectedRange, selectionShares } from "./selection";

const HOUR = 3_600;
const x = { from: 0, to: 3 * HOUR, ticks: [] };
/** A line: its last point stands at the end of the axis, the last interval reaches beyond it. */
const line = { times: [0, HOUR, 2 * HOUR, 3 * HOUR], end: 4 * HOUR, x };

describe("a selection of intervals", () => {
  it.each([
    [-0.2, 0],
    [0, 0],
    [0.3, 0],
    [0.34, 1],
    [0.99, 2],
    [1, 3],
    [1.5, 3],
  ])("finds at %f of the width the interval %i", (share, index) => {
    expect(intervalAt(line, share)).toBe(index);
  });

  it("is the range of its intervals, whichever way it was drawn", () => {
    expect(selectedRange(line, [1, 2])).toEqual({ from: HOUR, to: 3 * HOUR });
    expect(selectedRange(line, [3, 2])).toEqual({ from: 2 * HOUR, to: 4 * HOUR });
    expect(selectedRange(line, [0, 0])).toEqual({ from: 0, to: HOUR });
  });

  it("has its place on the axis, and ends with it", () => {
    expect(selectionShares(line, [1, 1])).toEqual({ start: 1 / 3, end: 2 / 3 });
    expect(selectionShares(line, [2, 3])).toEqual({ start: 2 / 3, end: 1 });
  });
});
