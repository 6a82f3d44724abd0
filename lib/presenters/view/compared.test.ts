import { describe, expect, test } from "vitest";
import { shownBucket as bucket, SHOWN_AT as NOW, shownStat as stat } from "@/lib/testing/shown-stat";
import { compareHref, compareRows, readCompared } from "./compared";
import { readRange } from "./range";

describe("a comparison", () => {
  test.each([
    ["a,b", ["a", "b"]],
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
    ["", []],
    [undefined, []],
    ["1,2,3,4,5,6,7,8,9", ["1", "2", "3", "4", "5", "6", "7", "8"]],
  ])("of %j reads %j", (asked, ids) => {
    expect(readCompared(asked)).toEqual(ids);
  });

  const of = (...ids: string[]) =>
    ids.map((id) => ({
      ...{ stat: stat({ id }), from: 0, to: 60, step: "1m", zone: "UTC", points: [bucket(0, [1])], compare: null },
    })) as Parameters<typeof compareRows>[0]["series"];

  test("has a line for each stat, with its colour and the way to leave it out", () => {
    const range = readRange({ range: "week", style: "area", right: "b" });
    const rows = compareRows({ series: of("a", "b"), axes: ["left", "right"] }, range, NOW, "UTC");
    expect(rows.map(({ colour, without, href }) => [colour, without, href])).toEqual([
      [1, `${compareHref(["b"])}&range=week&style=area`, "/stats/a?range=week&style=area"],
      [2, `${compareHref(["a"])}&range=week&style=area`, "/stats/b?range=week&style=area"],
    ]);
  });

  test("moves a stat to the other axis, and never all to the right", () => {
    const axes = (ids: string[], right: string[]) =>
      compareRows(
        { series: of(...ids), axes: ids.map((id) => (right.includes(id) ? "right" : "left")) },
        readRange({ range: "week" }),
        NOW,
        "UTC",
      ).map((row) =>
        row.axes?.map(({ href, chosen }) => [new URL(href, "http://h").searchParams.get("right"), chosen]),
      );
    expect(axes(["a", "b", "c"], ["b"])).toEqual([
      [
        ["b", true],
        ["a,b", false],
      ],
      [
        [null, false],
        ["b", true],
      ],
      [
        ["b", true],
        ["b,c", false],
      ],
    ]);
    expect(axes(["a", "b"], ["b"])[0]?.[1]).toEqual(["a", false]);
    expect(axes(["a"], [])).toEqual([undefined]);
  });
});
