import { scaleLinear } from "d3-scale";
import { area, line } from "d3-shape";
import { pageColour } from "./colours";
import { BAR_AIR, crisp, finishedPart, isEmptyChart, isLonely, strokeWidth, unfinishedTail } from "./marks";
import { type Attributes, element, escapeText, short } from "./markup";
import type { ChartModel, ChartSeries } from "./model";

/** The horizontal units of the stretched inner drawing: fine enough for any screen, and whole numbers. */
const SPAN = 10_000;
const SANS = "var(--font-geist-sans, system-ui, sans-serif)";
const MONO = "var(--font-geist-mono, ui-monospace, monospace)";

/**
 * The chart as one `<svg>` that is exactly `model.height` high and as wide as its box: lines stretch, letters, strokes
 * and dots keep their size, so it reads the same at 360 and at 1,600 pixels. Value labels hang out on the left and the
 * last mark may on the right: the box needs `model.margin.left` and `model.margin.right` of padding, which
 * `<StatChart>` gives. In a narrow `@container` the minor time labels are left out. Colours are the page's variables.
 */
export function drawSvg(model: ChartModel): string {
  const drawing = new PlotDrawing(model);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: "100%",
      height: model.height,
      role: "img",
      overflow: "visible",
      "font-family": SANS,
      "font-size": 12,
    },
    element("title", {}, escapeText(model.title)),
    element("desc", {}, escapeText(model.description)),
    ...drawing.valueMarks(),
    ...drawing.timeMarks(),
    ...(isEmptyChart(model) ? [drawing.noData()] : drawing.data()),
  );
}

class PlotDrawing {
  private readonly y;
  private readonly share;
  private readonly floor: number;

  constructor(private readonly model: ChartModel) {
    const { x, y, margin, height } = model;
    this.floor = height - margin.bottom;
    this.y = scaleLinear([y.from, y.to], [this.floor, margin.top]);
    this.share = scaleLinear([x.from, x.to], [0, 1]);
  }

  noData(): string {
    const attributes = { x: "50%", y: this.floor / 2 + 4, "text-anchor": "middle", fill: pageColour("muted") };
    return element("text", { ...attributes, "font-size": 13 }, "no data");
  }

  valueMarks(): string[] {
    return this.model.y.ticks.flatMap(({ v, label }) => {
      const y = crisp(this.y(v));
      const zero = v === 0 && this.model.y.from < 0;
      const stroke = pageColour(zero ? "muted" : "hairline");
      return [
        element("line", { x1: 0, x2: "100%", y1: y, y2: y, stroke, "stroke-opacity": zero ? 0.6 : undefined }),
        element(
          "text",
          { x: -10, y: y + 4, "text-anchor": "end", fill: pageColour("muted"), "font-family": MONO },
          escapeText(label),
        ),
      ];
    });
  }

  timeMarks(): string[] {
    const axis = element("line", {
      x1: 0,
      x2: "100%",
      y1: crisp(this.floor),
      y2: crisp(this.floor),
      stroke: pageColour("hairline"),
    });
    const marks = this.model.x.ticks.map(({ t, label, strong, minor }) => {
      const x = this.x(t);
      const notch = { x1: x, x2: x, y1: this.floor, y2: this.floor + 5, stroke: pageColour("hairline") };
      const words = { x, y: this.floor + 20, "text-anchor": "middle", fill: pageColour(strong ? "ink" : "muted") };
      return element(
        "g",
        { class: minor ? "@max-lg:hidden" : undefined },
        element("line", notch),
        element("text", { ...words, "font-weight": strong ? 500 : undefined }, escapeText(label)),
      );
    });
    return [axis, ...marks];
  }

  data(): string[] {
    if (this.model.style === "bar") return this.model.series.flatMap((each) => this.bars(each));
    const above = [...this.model.series].reverse();
    const lines = [...above.map((each) => this.earlier(each)), ...above.map((each) => this.present(each))];
    return [this.stretched(lines), ...above.flatMap((each) => this.dots(each))];
  }

  private stretched(lines: string[]): string {
    const { height } = this.model;
    const viewBox = `0 0 ${SPAN} ${height}`;
    return element(
      "svg",
      { width: "100%", height, viewBox, preserveAspectRatio: "none", overflow: "visible" },
      ...lines,
    );
  }

  private earlier({ compare, colour }: ChartSeries): string {
    if (compare === null) return "";
    return this.stroke(this.path(compare), colour, { "stroke-dasharray": "5 4", "stroke-opacity": 0.45 });
  }

  private present(series: ChartSeries): string {
    const { values, colour, unfinished } = series;
    const fill = this.model.series.length === 1 ? this.under(values) : "";
    return (
      (fill && element("path", { d: fill, fill: pageColour(colour), "fill-opacity": 0.08 })) +
      this.stroke(this.path(finishedPart(values, unfinished)), colour, {}) +
      this.stroke(this.path(unfinishedTail(values, unfinished)), colour, { "stroke-dasharray": "1 5" })
    );
  }

  private stroke(d: string, colour: ChartSeries["colour"], more: Attributes): string {
    if (d === "") return "";
    return element("path", {
      d,
      fill: "none",
      stroke: pageColour(colour),
      "stroke-width": strokeWidth(this.model),
      "stroke-linejoin": "round",
      "stroke-linecap": "round",
      "vector-effect": "non-scaling-stroke",
      ...more,
    });
  }

  /** Lonely points are left to the dots. */
  private path(values: (number | null)[]): string {
    const draw = line<number | null>(
      (_, i) => this.along(i),
      (value) => round(this.y(value as number)),
    );
    return draw.defined((value, i) => value !== null && !isLonely(values, i))(values) ?? "";
  }

  private under(values: (number | null)[]): string {
    const { from, to } = this.model.y;
    const base = round(this.y(Math.min(Math.max(0, from), to)));
    const draw = area<number | null>(
      (_, i) => this.along(i),
      base,
      (value) => round(this.y(value as number)),
    );
    return draw.defined((value, i) => value !== null && !isLonely(values, i))(values) ?? "";
  }

  private bars({ values, colour, unfinished }: ChartSeries): string[] {
    const { times, end } = this.model;
    const base = this.y(0);
    return values.flatMap((value, i) => {
      if (value === null) return [];
      const start = this.share(times[i] as number);
      const width = this.share(times[i + 1] ?? end) - start;
      const top = this.y(value);
      return element("rect", {
        x: percent(start + width * BAR_AIR),
        width: percent(width * (1 - 2 * BAR_AIR)),
        y: short(Math.min(top, base)),
        height: short(Math.max(1, Math.abs(base - top))),
        rx: 1.5,
        fill: pageColour(colour),
        "fill-opacity": unfinished && i === values.length - 1 ? 0.45 : undefined,
      });
    });
  }

  private dots({ values, compare, colour, unfinished }: ChartSeries): string[] {
    const fill = pageColour(colour);
    const lonely = (list: (number | null)[], opacity?: number): string[] =>
      list.flatMap((value, i) =>
        value !== null && isLonely(list, i) ? this.dot(i, value, { r: 2, fill, "fill-opacity": opacity }) : [],
      );
    const earlier = lonely(compare ?? [], 0.45);
    const last = values.findLastIndex((value) => value !== null);
    if (last === -1) return earlier;
    const edge = unfinished
      ? { r: 3.25, fill: pageColour("card"), stroke: fill, "stroke-width": 1.75 }
      : { r: 4, fill, stroke: pageColour("card"), "stroke-width": 2 };
    return [...earlier, ...lonely(values), this.dot(last, values[last] as number, edge)];
  }

  private dot(index: number, value: number, attributes: Attributes): string {
    return element("circle", { cx: this.x(this.model.times[index] as number), cy: this.y(value), ...attributes });
  }

  private x(t: number): string {
    return percent(this.share(t));
  }

  private along(index: number): number {
    return Math.round(this.share(this.model.times[index] as number) * SPAN);
  }
}

function percent(share: number): string {
  return `${short(share * 100)}%`;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
