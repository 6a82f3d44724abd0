import { describe, expect, test } from "vitest";
import { shownBucket as bucket, shownStat as stat } from "@/lib/testing/shown-stat";
import { seriesTable } from "./series-table";

describe("the table behind a chart", () => {
  const shown: Parameters<typeof seriesTable>[0][number] = {
    stat: stat(),
    points: [bucket(0, [1]), bucket(3_600, [])],
    compare: null,
    step: "1h",
    zone: "UTC",
  };

  test("has a row for each interval with data, newest first", () => {
    const table = seriesTable([{ ...shown, points: [bucket(0, [1]), bucket(3_600, []), bucket(7_200, [0])] }], false);
    expect(table.columns).toEqual(["signups"]);
    expect(table.rows.map(({ iso, cells }) => [iso, cells[0]?.short])).toEqual([
      ["1970-01-01T02:00:00.000Z", "0"],
      ["1970-01-01T00:00:00.000Z", "1"],
    ]);
    expect(table.rows[0]?.when).toMatch(/1 Jan 1970.* 02:00$/);
  });

  test("tells numbers to the digit, without the noise of floating point", () => {
    const points = [bucket(0, [12_345.5]), bucket(3_600, [0.1 + 0.2])];
    const { rows } = seriesTable([{ ...shown, stat: stat({ kind: "value" }), points }], false);
    expect(rows.map(({ cells }) => cells[0]?.short)).toEqual(["0.3", "12,345.5"]);
  });

  test("has a column for the earlier range when it is drawn", () => {
    const table = seriesTable([{ ...shown, compare: [bucket(0, []), bucket(3_600, [9])] }], true);
    expect(table.columns).toEqual(["signups", "signups, earlier"]);
    expect(table.rows.map(({ cells }) => cells.map((cell) => cell?.short ?? null))).toEqual([
      [null, "9"],
      ["1", null],
    ]);
  });
});
