import { describe, expect, it } from "vitest";
import { type ChartInput, type ChartRequest, chartModel } from "./model";
import { drawSvg } from "./svg";

const HOUR = 3_600;
const COUNT = 6;

function input(values: (number | null)[], more: Partial<ChartInput> = {}): ChartInput {
  return { name: "load", kind: "value", points: values.map((v, i) => ({ t: i * HOUR, v })), ...more };
}

function draw(series: ChartInput[], more: Partial<ChartRequest> = {}): string {
  const range = { from: 0, to: COUNT * HOUR, step: "1h", zone: "UTC", width: 800, height: 280 } as const;
  return drawSvg(chartModel({ series, ...range, ...more }));
}

const count = (svg: string, part: RegExp): number => svg.match(part)?.length ?? 0;
const strokes = (svg: string): string[] =>
  [...svg.matchAll(/<path d="([^"]*)" fill="none"/g)].map((match) => match[1] as string);

/** Every tag closed by its own name, in order. */
function isWellFormed(svg: string): boolean {
  const open: string[] = [];
  for (const [, close, name, rest] of svg.matchAll(/<(\/?)([a-z]+)((?:\s+[\w:-]+="[^"<]*")*\s*\/?)>/g)) {
    if (close) {
      if (open.pop() !== name) return false;
    } else if (!rest?.endsWith("/")) open.push(name as string);
  }
  return open.length === 0 && !/<(?![/a-z])/.test(svg);
}

describe("drawSvg", () => {
  it("is one image with a name and a description", () => {
    const svg = draw([input([1, 2, 3, 4, 5, 6])]);
    expect(svg).toMatch(
      /^<svg [^>]*role="img"[^>]*><title>load<\/title><desc>load, by the hour, .*Latest 6 .*<\/desc>/,
    );
    expect(svg).toContain('width="100%" height="280"');
    expect(isWellFormed(svg)).toBe(true);
  });

  it("draws one unbroken line from edge to edge", () => {
    const [path, ...others] = strokes(draw([input([1, 2, 3, 4, 5, 6])]));
    expect(others).toEqual([]);
    expect(path).toMatch(/^M0,[\d.]+(L\d+,[\d.]+){4}L10000,[\d.]+$/);
  });

  it("never draws over a gap", () => {
    const [path = ""] = strokes(draw([input([1, 2, null, 4, 5, 6])]));
    expect(count(path, /M/g)).toBe(2);
  });

  it("shows a lonely first number as a dot", () => {
    const svg = draw([input([null, null, null, null, null, 1], { kind: "counter" })]);
    expect(strokes(svg)).toEqual([]);
    expect(svg).toMatch(/<circle cx="100%" cy="[\d.]+" r="4"/);
  });

  it("shows each lonely point between gaps, and the last point", () => {
    const svg = draw([input([1, null, 3, null, 5, 6])]);
    expect(count(svg, /<circle [^>]*r="2"/g)).toBe(2);
    expect(count(svg, /<circle [^>]*r="4"/g)).toBe(1);
  });

  it("dashes the earlier range in the same hue", () => {
    const svg = draw([input([1, 2, 3, 4, 5, 6], { compare: input([2, 3, 4, 5, 6, 7]).points })], { compare: "1d" });
    expect(svg).toMatch(
      /<path [^>]*stroke="var\(--series-1, #316AD0\)"[^>]*stroke-dasharray="5 4" stroke-opacity="0.45"/,
    );
    expect(strokes(svg)).toHaveLength(2);
  });

  it("fills under a single series only", () => {
    expect(draw([input([1, 2, 3, 4, 5, 6])])).toContain('fill-opacity="0.08"');
    expect(draw([input([1, 2, 3, 4, 5, 6]), input([2, 3, 4, 5, 6, 7])])).not.toContain('fill-opacity="0.08"');
  });

  it("leaves the end of a running counter open", () => {
    const svg = draw([input([1, 2, 3, 4, 5, 6], { kind: "counter" })], { now: 5.5 * HOUR });
    expect(svg).toContain('stroke-dasharray="1 5"');
    expect(svg).toMatch(/<circle [^>]*fill="var\(--card, #FFFFFF\)" stroke="var\(--series-1/);
  });

  it("draws bars for what has data, zero included", () => {
    const svg = draw([input([1, 0, null, 4, 5, 6], { kind: "counter" })], { style: "bar" });
    expect(count(svg, /<rect /g)).toBe(5);
    expect(strokes(svg)).toEqual([]);
  });

  it("hangs the labels of a right axis out on the right", () => {
    const svg = draw([input([1, 2, 3, 4, 5, 6]), input([10, 60], { axis: "right" })]);
    expect(
      count(svg, /<text x="100%" dx="10" y="[\d.]+" fill="[^"]*" font-family="[^"]*mono[^"]*">/g),
    ).toBeGreaterThanOrEqual(3);
    expect(isWellFormed(svg)).toBe(true);
  });

  it("draws a line and its words for each threshold, and words alone for one far away", () => {
    const thresholds = [
      { value: 4, label: "limit", axis: "left" as const },
      { value: 900, label: "", axis: "left" as const },
    ];
    const svg = draw([input([1, 2, 3, 4, 5, 6])], { thresholds });
    expect(count(svg, /<line [^>]*stroke-opacity="0.75"/g)).toBe(1);
    expect(svg).toContain(">limit 4</text>");
    expect(svg).toMatch(/<text x="100%"[^>]*>↑ 900<\/text>/);
  });

  it("hangs a flag where something happened, with its text for whoever points at it", () => {
    const annotations = [
      { at: 2 * HOUR, until: null, text: "deploy <1>" },
      { at: 3 * HOUR, until: 4 * HOUR, text: "outage" },
      { at: -HOUR, until: HOUR, text: "since before" },
    ];
    const svg = draw([input([1, 2, 3, 4, 5, 6])], { annotations });
    expect(count(svg, /<path d="M0,1h8/g)).toBe(2);
    expect(count(svg, /<rect [^>]*fill-opacity="0.12"/g)).toBe(2);
    expect(svg).toContain('<g><title>deploy &lt;1&gt;</title><svg x="40%"');
    expect(svg).toMatch(/<rect x="60%" width="20%"/);
  });

  it("fills the ground of areas more, of several too", () => {
    expect(draw([input([1, 2, 3, 4, 5, 6])], { style: "area" })).toContain('fill-opacity="0.22"');
    const two = draw([input([1, 2, 3, 4, 5, 6]), input([2, 3, 4, 5, 6, 7])], { style: "area" });
    expect(count(two, /fill-opacity="0.14"/g)).toBe(2);
  });

  it("leaves a gap where a log scale has no place", () => {
    const svg = draw([input([1, 10, 0, 1_000, 100, 10])], { scale: "log" });
    expect(count(strokes(svg)[0] ?? "", /M/g)).toBe(2);
    expect(count(svg, /<line [^>]*stroke-opacity="0.5"/g)).toBeGreaterThan(10);
    expect(draw([input([1, 10, 1_000], { kind: "counter" })], { scale: "log", style: "bar" })).not.toMatch(
      /NaN|height="-/,
    );
  });

  it("is lines alone without axes", () => {
    const svg = draw([input([1, 2, 3, 4, 5, 6])], { axes: false });
    expect(svg).not.toMatch(/<text|<line/);
    expect(strokes(svg)).toHaveLength(1);
  });

  it("says so when there is no data", () => {
    const svg = draw([input([null, null])]);
    expect(svg).toContain(">no data</text>");
    expect(svg).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("takes its colours from the page", () => {
    const svg = draw([input([-1, 2, 3, 4, 5, 6])]);
    for (const name of ["muted", "hairline", "card", "series-1"]) expect(svg).toContain(`var(--${name}, #`);
    expect(svg).not.toMatch(/ style=|<style/);
  });

  it.each([
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></svg><script>alert(1)</script>",
    "' onload='alert(1)",
    "]]><script>alert(1)</script>",
    "&lt;script&gt;",
    "javascript:alert(1)",
    "\u2028</desc><foreignObject onload=alert(1)>",
  ])("is not impressed by a stat named %j", (name) => {
    const svg = draw([input([1, 2, 3, 4, 5, 6], { name, unit: name }), input([1], { name, unit: name })], {
      title: name,
    });
    expect(svg).not.toMatch(/<script|<img|<foreignObject| on\w+="/i);
    expect(isWellFormed(svg)).toBe(true);
    expect(count(svg, /<svg /g)).toBe(2);
  });

  it("draws any numbers that may be stored without a broken coordinate", () => {
    for (const values of [[1e100, -1e100], [1e-300], [5e-324, 0], [1e100], [0.1, 0.1, 0.1]]) {
      expect(draw([input(values)])).not.toMatch(/NaN|undefined|Infinity/);
    }
  });

  it("stays small: two thousand points in under 70 KB", () => {
    const points = Array.from({ length: 2_000 }, (_, i) => ({ t: i * 60, v: Math.sin(i) * 100 }));
    const svg = draw([{ name: "load", kind: "value", points }], { to: 2_000 * 60, step: "1m" });
    expect(svg.length).toBeLessThan(70_000);
  });
});
