import { expect, test } from "vitest";
import { chartName } from "./chart-name";

test("a chart is called by its title, or else by its stats", () => {
  expect(chartName("Load", ["a"])).toBe("Load");
  expect(chartName("", ["a"])).toBe("a");
  expect(chartName("", ["a", "b", "c"])).toBe("a, b and c");
  expect(chartName("", ["a", "b", "c", "d", "e"])).toBe("a, b and 3 more");
  expect(chartName("", [])).toBe("Chart without stats");
});
