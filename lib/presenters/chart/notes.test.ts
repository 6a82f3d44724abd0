import { describe, expect, it } from "vitest";
import { nextNoted, notesAt } from "./notes";

const HOUR = 3_600;
const mark = (at: number, until: number | null, text: string) => ({ at, until, text });
const chart = {
  times: [0, HOUR, 2 * HOUR, 3 * HOUR],
  end: 4 * HOUR,
  annotations: [
    mark(-HOUR, HOUR + 1, "migration"),
    mark(HOUR, null, "deploy"),
    mark(2 * HOUR, 3 * HOUR, "outage"),
    mark(4 * HOUR - 1, null, "fix"),
  ],
};

describe("what happened in an interval", () => {
  it.each<[number, string[]]>([
    [0, ["migration"]],
    [1, ["migration", "deploy"]],
    [2, ["outage"]],
    [3, ["fix"]],
    [4, []],
    [-1, []],
  ])("%i is %j", (index, texts) => {
    expect(notesAt(chart, index).map(({ text }) => text)).toEqual(texts);
  });
});

describe("the next annotation", () => {
  it.each<[number | null, 1 | -1, number]>([
    [null, 1, 3],
    [0, 1, 1],
    [1, 1, 2],
    [3, 1, 3],
    [3, -1, 2],
    [1, -1, 0],
    [0, -1, 0],
  ])("from %s in direction %i is in interval %i", (from, sign, index) => {
    expect(nextNoted(chart, from, sign)).toBe(index);
  });

  it("is nowhere without annotations", () => {
    expect(nextNoted({ ...chart, annotations: [] }, 2, 1)).toBeNull();
    expect(nextNoted({ ...chart, annotations: [] }, null, 1)).toBeNull();
  });
});
