import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { binOf, extremesOf } from "@/lib/domain/distribution";
import { histogram } from "@/lib/domain/distribution-histogram";
import { bucketWords, histogramSvg } from "./histogram";

function draw(values: number[], unit = "ms"): string {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(binOf(value), (counts.get(binOf(value)) ?? 0) + 1);
  const bins = Array.from(counts, ([bin, n]) => ({ bin, n })).sort((a, b) => a.bin - b.bin);
  const extremes = extremesOf(bins, { min: Math.min(...values), max: Math.max(...values) });
  return histogramSvg({ ...histogram(bins, extremes), unit, height: 200, title: "Spread", description: "words" });
}

const letters = (svg: string) => [...svg.matchAll(/<text [^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);

describe("a histogram", () => {
  test("is an image with a title and a description", () => {
    expect(draw([1, 2, 3])).toMatch(/^<svg [^>]*role="img"[^>]*><title>Spread<\/title><desc>words<\/desc>/);
  });

  test("has a bar for each bucket with numbers, and says what it holds", () => {
    const svg = draw([1, 1, 2, 4]);
    expect(svg.match(/<rect/g)).toHaveLength(3);
    expect(svg).toContain("<title>1 to 1.2\u00a0ms: 2 numbers</title>");
    expect(svg).toContain("1 number</title>");
  });

  test("labels its bounds: evenly, by powers of ten, and by 1, 2 and 5 between few of them", () => {
    expect(letters(draw([10, 20, 30, 40]))).toEqual(expect.arrayContaining(["10", "20", "30", "40"]));
    expect(letters(draw([0.01, 1, 1e4]))).toEqual(expect.arrayContaining(["0.01", "1", "100", "10K"]));
    expect(letters(draw([1, 2, 60, 70]))).toEqual(expect.arrayContaining(["1", "2", "5", "10", "20", "50"]));
  });

  test("of equal numbers is one bar in the middle with the number below", () => {
    const svg = draw([12.34, 12.34]);
    expect(svg.match(/<rect x="42/g)).toHaveLength(1);
    expect(letters(svg)).toContain("12.34");
  });

  test("draws within its box, whatever the numbers are", () => {
    const size = fc.double({ min: -1e100, max: 1e100, noNaN: true });
    const small = fc.double({ min: 1e-9, max: 1e3, noNaN: true });
    fc.assert(
      fc.property(fc.array(fc.oneof(size, small, fc.integer({ min: -5, max: 5 })), { minLength: 1 }), (values) => {
        const svg = draw(values);
        expect(svg).not.toMatch(/NaN|Infinity|undefined/);
        for (const [, x, width, y, height] of svg.matchAll(
          /<rect x="([^"]*)%" width="([^"]*)%" y="([^"]*)" height="([^"]*)"/g,
        )) {
          expect(Number(x)).toBeGreaterThanOrEqual(0);
          expect(Number(width)).toBeGreaterThan(0);
          expect(Number(x) + Number(width)).toBeLessThanOrEqual(100);
          expect(Number(y)).toBeGreaterThanOrEqual(11);
          expect(Number(y) + Number(height)).toBeLessThanOrEqual(170.02);
        }
      }),
    );
  });

  test("keeps a unit inside its text", () => {
    expect(bucketWords({ from: 1, to: 2, n: 1 }, "<b>")).toBe("1 to 2\u00a0<b>: 1 number");
    expect(draw([1, 2], "<b>")).not.toContain("<b>");
  });
});
