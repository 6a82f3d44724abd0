import { describe, expect, it } from "vitest";
import { sparklineSvg } from "./sparkline";

const draw = (values: (number | null)[], label = "load") => sparklineSvg(values, { width: 132, height: 32, label });

describe("sparklineSvg", () => {
  it("is a small image with a name", () => {
    expect(draw([1, 2, 3])).toMatch(
      /^<svg [^>]*width="132" height="32" viewBox="0 0 132 32" role="img" aria-label="load">/,
    );
  });

  it("keeps gaps, dots lonely points and marks the last", () => {
    const svg = draw([1, 2, null, 4, null, 5, 6]);
    expect(svg.match(/M/g)).toHaveLength(2);
    expect(svg.match(/<circle/g)).toHaveLength(2);
  });

  it("shows a first number as a dot", () => {
    expect(draw([...Array(23).fill(null), 0])).toMatch(/<circle cx="129" cy="29"/);
    expect(draw([3])).toContain("<circle");
  });

  it("is an empty place without data, and says so", () => {
    const svg = draw([null, null]);
    expect(svg).toContain('aria-label="load: no data"');
    expect(svg).not.toMatch(/<path|<circle/);
    expect(draw([])).not.toContain("NaN");
  });

  it("keeps a name inside its attribute", () => {
    expect(draw([1], '"><script>')).toContain('aria-label="&quot;&gt;&lt;script&gt;"');
  });

  it("draws within its box", () => {
    const numbers = draw([5, -5, 1e100, 0]).matchAll(/[ML](-?[\d.]+),(-?[\d.]+)/g);
    for (const [, x, y] of numbers) {
      expect(Number(x)).toBeGreaterThanOrEqual(3);
      expect(Number(x)).toBeLessThanOrEqual(129);
      expect(Number(y)).toBeGreaterThanOrEqual(3);
      expect(Number(y)).toBeLessThanOrEqual(29);
    }
  });
});
