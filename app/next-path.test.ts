import { describe, expect, test } from "vitest";
import { safeNextPath } from "./next-path";

describe("a next path of this site is kept", () => {
  test.each(["/stats", "/stats/a1B2?range=week&compare=1", "/compare?stats=a,b#chart", "/", "/stats?q=%2F%2Fevil"])(
    "%s",
    (path) => {
      expect(safeNextPath(path)).toBe(path);
    },
  );
});

describe("anything that could lead elsewhere falls back", () => {
  test.each([
    ["two slashes", "//evil.example"],
    ["a slash and a backslash", "/\\evil.example"],
    ["a tab between slashes", "/\t/evil.example"],
    ["a line break between slashes", "/\n/evil.example"],
    ["a whole address", "https://evil.example/stats"],
    ["a script", "javascript:alert(1)"],
    ["no slash", "stats"],
    ["dots that end in two slashes", "/..//evil.example"],
    ["a dot that ends in two slashes", "/.//evil.example"],
    ["nothing", ""],
    ["a missing value", undefined],
    ["two values", ["/stats", "//evil.example"]],
  ])("%s", (_, path) => {
    expect(safeNextPath(path)).toBe("/stats");
  });
});
