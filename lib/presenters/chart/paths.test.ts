import { expect, it } from "vitest";
import { areaPath, linePath, type PathPoint } from "./paths";

const A: PathPoint = [0, 1];
const B: PathPoint = [2, 3.5];
const C: PathPoint = [4, 0];

it.each<[string, PathPoint[], string, string]>([
  ["all points", [A, B, C], "M0,1L2,3.5L4,0", "M0,1L2,3.5L4,0L4,9L0,9Z"],
  [
    "what lies before and after a gap",
    [A, B, null, B, C],
    "M0,1L2,3.5M2,3.5L4,0",
    "M0,1L2,3.5L2,9L0,9ZM2,3.5L4,0L4,9L2,9Z",
  ],
  ["no point that stands alone", [A, null, B, C, null, A], "M2,3.5L4,0", "M2,3.5L4,0L4,9L2,9Z"],
  ["nothing of nothing", [null, A, null], "", ""],
  ["nothing of no points", [], "", ""],
])("draws %s", (_, points, line, area) => {
  expect(linePath(points)).toBe(line);
  expect(areaPath(points, 9)).toBe(area);
});
