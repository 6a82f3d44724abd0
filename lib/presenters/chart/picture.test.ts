import { describe, expect, it } from "vitest";
import { PLAIN_CHART } from "@/lib/domain/chart-spec";
import { type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { PAYLOADS } from "@/lib/testing/payloads";
import { allElements, type SvgElement, svgTree } from "@/lib/testing/svg-tree";
import { badgeSvg } from "./badge";
import { chartRequest } from "./chart-request";
import { histogramSvg } from "./histogram";
import { type ChartRequest, chartModel } from "./model";
import { drawPicture, PICTURE_STYLE, type Picture } from "./picture";
import { placeholderPicture } from "./placeholder";
import { SAMPLE_SIZES, samplePicture } from "./sample-picture";
import { chartSamples, type Sample } from "./samples";
import { sparklineSvg } from "./sparkline";
import { drawSvg } from "./svg";
import { textWidth } from "./text";

const THEMES = ["light", "dark", "auto"] as const;
const SIZES = [
  [40, 40],
  [150, 50],
  [320, 120],
  [600, 200],
  [760, 235],
  [1_200, 630],
] as const;
const SAMPLES = chartSamples();
const LOOK: EmbedLook = { ...PLAIN_LOOK, theme: "light" };

function sample(name: string): Sample {
  const found = SAMPLES.find((each) => each.name === name);
  if (found === undefined) throw new Error(`no sample ${name}`);
  return found;
}

function pictureOf(
  { data, distribution }: Sample,
  look: Partial<EmbedLook> = {},
  more: Partial<Picture["data"]> = {},
): string {
  return drawPicture({ data: { ...data, ...more }, distribution, look: { ...LOOK, ...look } });
}

/** The same with every stat called so. */
function named(each: Sample, name: string, unit = ""): Sample {
  const series = each.data.series.map((one) => ({ ...one, stat: { ...one.stat, name, unit } }));
  const annotations = each.data.annotations.map((one) => ({ ...one, text: name }));
  const thresholds = [{ value: 200, label: name, axis: "left" as const }];
  return { ...each, data: { ...each.data, series, annotations, spec: { ...each.data.spec, thresholds } } };
}

/** Everything that is written, as one text. */
const written = (svg: string): string[] =>
  allElements(svgTree(svg))
    .filter(({ name }) => name === "text")
    .map((each) =>
      allElements(each)
        .map(({ text }) => text)
        .join(""),
    );

describe.each(SAMPLES.map((each) => [each.name, each] as const))("a picture of %s", (_, each) => {
  it.each(THEMES)("is well-formed and of its size, %s", (theme) => {
    for (const [width, height] of SIZES) {
      for (const heading of [true, false]) {
        const svg = pictureOf(each, { theme, width, height, heading });
        const tree = svgTree(svg);
        expect(tree).toMatchObject({
          name: "svg",
          attributes: { width: String(width), height: String(height), role: "img" },
        });
        expect(svg).not.toMatch(/NaN|undefined|Infinity|="-?\d+(\.\d+)?e/);
        if (theme === "auto")
          expect(svg.match(/<style>([^<]*)<\/style>/g)).toEqual([`<style>${PICTURE_STYLE}</style>`]);
        else expect(svg).not.toMatch(/var\(|%"|<style|style=|class=/);
      }
    }
  });

  it("keeps its words within the picture and apart, whatever the names are", () => {
    const names = [
      "signups",
      "W".repeat(255),
      "日本語の名前".repeat(20),
      "مرحبا بالعالم ".repeat(10),
      "👩‍👩‍👧‍👦".repeat(40),
    ];
    for (const name of names) {
      for (const [width, height] of SIZES) {
        const svg = pictureOf(named(each, name, name.slice(0, 32)), { width, height }, { title: name });
        expect(misplaced(svg), `${width}×${height}`).toEqual([]);
      }
    }
  });
});

interface Box {
  text: string;
  x: number;
  end: number;
  top: number;
  y: number;
}

const viewWidth = (svg: string): number => Number(/viewBox="0 0 ([\d.]+)/.exec(svg)?.[1]);
const viewHeight = (svg: string): number => Number(/viewBox="0 0 [\d.]+ ([\d.]+)/.exec(svg)?.[1]);

/** Where the words of a picture stand, but for those of thresholds, which may lie over the marks of what they limit. */
function boxesOf(svg: string): Box[] {
  const boxes: Box[] = [];
  const visit = (each: SvgElement, left: number, top: number): void => {
    const [, dx = "0", dy = "0"] = /translate\(([-\d.]+)[ ,]([-\d.]+)\)/.exec(each.attributes.transform ?? "") ?? [];
    const [x0, y0] = [left + Number(dx), top + Number(dy)];
    if (each.name === "text" && each.attributes["paint-order"] === undefined) boxes.push(boxOf(each, x0, y0));
    for (const child of each.children) visit(child, x0, y0);
  };
  visit(svgTree(svg), 0, 0);
  return boxes;
}

function boxOf(text: SvgElement, left: number, top: number): Box {
  const { x = "0", y = "0", dx = "0", "text-anchor": anchor = "start" } = text.attributes;
  const parts = text.children.length === 0 ? [text] : text.children;
  const width = parts.reduce((sum, part) => sum + partWidth(part), 0);
  const size = Math.max(...parts.map(sizeOf));
  const at = left + Number(x) + Number(dx) - { start: 0, middle: width / 2, end: width }[anchor as "start"];
  const baseline = top + Number(y);
  const all = allElements(text)
    .map((each) => each.text)
    .join("");
  return { text: all, x: at, end: at + width, top: baseline - size * 0.75, y: baseline };
}

function partWidth(part: SvgElement): number {
  const mono = part.attributes["font-family"]?.includes("Mono");
  const weight = part.attributes["font-weight"] === "600" ? ("bold" as const) : undefined;
  return textWidth(part.text, { size: sizeOf(part), mono, weight });
}

/** The words that leave the picture or lie over others. */
function misplaced(svg: string): string[] {
  const boxes = boxesOf(svg);
  const [width, height] = [viewWidth(svg) + 0.5, viewHeight(svg) + 0.5];
  const outside = boxes.filter(({ x, end, top, y }) => x < -0.5 || end > width || top < -2 || y > height);
  const over = boxes.flatMap((one, at) =>
    boxes.slice(at + 1).flatMap((other) => (overlap(one, other) ? [one, other] : [])),
  );
  return [...outside, ...over].map(({ text, x, y }) => `${text} at ${Math.round(x)}, ${Math.round(y)}`);
}

const sizeOf = ({ attributes }: SvgElement): number => Number(attributes["font-size"] ?? 11);

function overlap(one: Box, other: Box): boolean {
  return one.x < other.end - 0.5 && other.x < one.end - 0.5 && one.top < other.y - 0.5 && other.top < one.y - 0.5;
}

describe("the heading of a picture", () => {
  it("says title, latest number with its unit, and change", () => {
    const words = written(pictureOf(sample("earlier"), { width: 600, height: 200 }));
    const latest = sample("earlier").data.series[0]?.points.at(-2)?.v;
    expect(words).toContain("signups");
    expect(words.some((text) => text.startsWith(`${latest}\u00a0people`) && text.includes("%"))).toBe(true);
    expect(words).toContain("the week before");
    expect(words).toContain("by the hour, 9 – 16 Nov 2026, Europe/Berlin");
    expect(words).toContain("Statnest");
  });

  it("names each of several stats with its number, and says how many more there are", () => {
    const wide = written(pictureOf(sample("eight"), { width: 600, height: 200 }));
    expect(wide).toContain("Milliseconds by part");
    expect(wide.filter((text) => /^[a-z]+\u00a0\u00a0\d+$/.test(text))).toHaveLength(7);
    expect(written(pictureOf(sample("eight"), { width: 320, height: 120 }))).toContain("and 7 more");
  });

  it("says on which axis a stat is", () => {
    expect(written(pictureOf(sample("axes"), { width: 600, height: 200 }))).toContain(
      "checkout latency (right)\u00a0\u00a0264",
    );
  });

  it("is left out when it is not wanted, and so is the credit", () => {
    const words = written(pictureOf(sample("line"), { width: 600, height: 200, heading: false, credit: false }));
    expect(words).not.toContain("checkout latency");
    expect(words).not.toContain("Statnest");
  });

  it("says no data in words, and no zero", () => {
    expect(written(pictureOf(sample("empty")))).toContain("no data");
    expect(written(pictureOf(sample("empty"), { width: 150, height: 50 }))).toEqual(["signups", "no data"]);
  });
});

describe("the description of a picture", () => {
  const described = (name: string, more: Partial<Picture["data"]> = {}): string =>
    svgTree(pictureOf(sample(name), {}, more)).children.find(({ name: part }) => part === "desc")?.text ?? "";

  it.each(["line", "bar", "earlier", "axes", "log", "eight", "mini", "number", "spark"])(
    "holds current values: %s",
    (name) => {
      const { series } = chartModel(modelRequest(name));
      for (const { values, unfinished } of series) {
        const latest = values.at(unfinished ? -2 : -1) ?? 0;
        expect(described(name)).toContain(
          latest >= 10_000 ? (latest / 1_000).toFixed(2) : latest.toLocaleString("en", { maximumFractionDigits: 3 }),
        );
      }
    },
  );

  it("tells of lines, annotations and how numbers are spread", () => {
    expect(described("marks")).toContain("Lines at limit 350\u00a0ms. Marked: deploy 1.42 (Tue, 10 Nov 2026, 16:25 ");
    expect(described("histogram")).toMatch(
      /4,000 numbers from 60 to \d+\u00a0ms\. The fullest bar is 80 to 100\u00a0ms/,
    );
    expect(described("empty")).toContain("No data.");
    expect(described("log")).toContain("log scale");
  });
});

function modelRequest(name: string): ChartRequest {
  return { ...chartRequest(sample(name).data, { width: 600, height: 200 }), title: name };
}

describe("what lies in a picture", () => {
  it("is a gap where nothing came, and the earlier range dashed at 45 %", () => {
    const paths = allElements(svgTree(pictureOf(sample("gaps")))).filter(
      ({ attributes }) => attributes.fill === "none",
    );
    expect(paths[0]?.attributes.d?.match(/M/g)).toHaveLength(3);
    expect(pictureOf(sample("earlier"))).toMatch(/stroke="#316AD0"[^>]*stroke-dasharray="5 4" stroke-opacity="0.45"/);
  });

  it("is drawn larger where the picture is large", () => {
    expect(pictureOf(sample("line"), { width: 1_200, height: 630 })).toContain('viewBox="0 0 640 336"');
    expect(pictureOf(sample("line"), { width: 600, height: 200 })).toContain('viewBox="0 0 600 200"');
  });

  it("is nothing but lines without axes", () => {
    const tree = svgTree(pictureOf(sample("mini"), { heading: false, credit: false }));
    expect(allElements(tree).filter(({ name }) => name === "text")).toEqual([]);
  });

  it("says why a counter has no histogram", () => {
    const { data } = sample("bar");
    const spec = { ...PLAIN_CHART, kind: "histogram" as const };
    const svg = drawPicture({ data: { ...data, spec }, distribution: null, look: LOOK });
    expect(written(svg)).toContain("a counter has no histogram");
  });

  it("may be any number that is stored", () => {
    const { data } = sample("line");
    for (const values of [[1e100, -1e100], [5e-324, 0], [1e300], [0.1, 0.1], [-1, -2]]) {
      for (const scale of ["linear", "log"] as const) {
        for (const axes of [true, false]) {
          const points = values.map((v, at) => ({
            t: (data.series[0]?.points[at]?.t ?? 0) as number,
            n: 1,
            v,
            sum: v,
            min: v,
            max: v,
          }));
          const series = data.series.map((each) => ({ ...each, points }));
          const svg = pictureOf({
            ...sample("line"),
            data: { ...data, series, spec: { ...PLAIN_CHART, scale, axes } },
          });
          expect(svg).not.toMatch(/NaN|undefined|Infinity/);
        }
      }
    }
  });
});

/** All elements and attributes that our drawers write; none of them runs or fetches anything. */
const ELEMENTS = new Set(["svg", "title", "desc", "g", "line", "rect", "path", "circle", "text", "tspan", "style"]);
const ATTRIBUTES = new Set(
  (
    "xmlns width height viewBox role class overflow preserveAspectRatio transform x y x1 x2 y1 y2 cx cy r rx d dx fill fill-opacity " +
    "stroke stroke-width stroke-opacity stroke-dasharray stroke-linejoin stroke-linecap vector-effect paint-order font-family " +
    "font-size font-weight text-anchor textLength lengthAdjust aria-label"
  ).split(" "),
);

function strangeParts(svg: string): string[] {
  return allElements(svgTree(svg)).flatMap(({ name, attributes, children, text }) => {
    const { "aria-label": _, ...others } = attributes;
    return [
      ...(ELEMENTS.has(name) ? [] : [`<${name}>`]),
      ...Object.keys(attributes).filter((attribute) => !ATTRIBUTES.has(attribute)),
      ...Object.values(others).filter((value) => /url\(|script:|__xss/.test(value)),
      ...(name === "style" && (children.length > 0 || text !== PICTURE_STYLE) ? [text] : []),
    ];
  });
}

describe.each(PAYLOADS)("the payload %j", (payload) => {
  it("stays text in every drawing", () => {
    const drawings = ["marks", "axes", "earlier", "number", "histogram", "spark"].flatMap((name) => {
      const evil = named(sample(name), payload, payload);
      const request = { ...chartRequest(evil.data, { width: 600, height: 200 }), title: payload };
      return [drawSvg(chartModel(request)), pictureOf(evil, { theme: "auto" }, { title: payload })];
    });
    const { distribution } = sample("histogram");
    drawings.push(
      badgeSvg({ label: payload, value: payload }),
      placeholderPicture({ title: payload, detail: payload, theme: "auto", width: 600, height: 200 }),
      sparklineSvg([1, 2], { width: 100, height: 20, label: payload }),
      histogramSvg({
        ...(distribution ?? { scale: "linear", buckets: [] }),
        unit: payload,
        height: 200,
        title: payload,
        description: payload,
      }),
    );
    expect(drawings.flatMap(strangeParts)).toEqual([]);
  });
});

describe("the gallery's pictures", () => {
  it("are those of its list alone", () => {
    for (const [width, height] of SAMPLE_SIZES)
      expect(samplePicture(`line-${width}x${height}-dark`)).toContain("<svg ");
    expect(samplePicture("badge-144x20-light")).toContain("<svg ");
    for (const name of [
      "line-601x200-light",
      "line-600x200-blue",
      "lines-600x200-light",
      "",
      "../line-600x200-light",
    ]) {
      expect(samplePicture(name)).toBeNull();
    }
  });
});
