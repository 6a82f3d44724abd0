import { scaleLinear } from "d3-scale";
import { pageColour } from "./colours";
import { isLonely } from "./marks";
import { element } from "./markup";
import { linePath } from "./paths";
import { rangeOf } from "./value-axis";

const EDGE = 3;

/**
 * A chart the size of a word: no axes, gaps stay gaps, a lonely point is a dot, the last point is marked.
 * Without data it is an empty place whose label says so. CSS pixels.
 */
export function sparklineSvg(
  values: (number | null)[],
  { width, height, label }: { width: number; height: number; label: string },
): string {
  const numbers = values.filter((value) => value !== null);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width,
      height,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      "aria-label": numbers.length === 0 ? `${label}: no data` : label,
    },
    ...(numbers.length === 0 ? [] : marks(values, numbers, width, height)),
  );
}

function marks(values: (number | null)[], numbers: number[], width: number, height: number): string[] {
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [EDGE, width - EDGE]);
  const y = scaleLinear(rangeOf(numbers, false), [height - EDGE, EDGE]);
  const colour = pageColour("series-1");
  const dot = (index: number, r: number): string =>
    element("circle", { cx: x(index), cy: y(values[index] as number), r, fill: colour });
  const d = linePath(values.map((value, i) => (value === null ? null : [round(x(i)), round(y(value))])));
  const stroke = { stroke: colour, "stroke-width": 1.5, "stroke-linejoin": "round", "stroke-linecap": "round" };
  const lonely = values.flatMap((value, i) => (value !== null && isLonely(values, i) ? dot(i, 1.5) : []));
  const last = values.findLastIndex((value) => value !== null);
  return [...(d ? [element("path", { d, fill: "none", ...stroke })] : []), ...lonely, dot(last, 2.25)];
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}
