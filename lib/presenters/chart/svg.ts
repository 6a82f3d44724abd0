import { element, escapeText } from "./markup";
import type { ChartModel } from "./model";
import { fluidPen } from "./pen";
import { drawPlot } from "./plot";

/**
 * The chart as one `<svg>` that is exactly `model.height` high and as wide as its box: lines stretch, letters, strokes
 * and dots keep their size, so it reads the same at 360 and at 1,600 pixels. Value labels hang out on the left, those
 * of a right axis and the last time mark on the right: the box needs `model.margin.left` and `model.margin.right` of
 * padding, which `<StatChart>` gives. In a narrow `@container` the minor time labels are left out. Colours are the
 * page's variables.
 */
export function drawSvg(model: ChartModel): string {
  const pen = fluidPen(model.height);
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: "100%",
      height: model.height,
      role: "img",
      overflow: "visible",
      "font-family": pen.sans,
      "font-size": 12,
    },
    element("title", {}, escapeText(model.title)),
    element("desc", {}, escapeText(model.description)),
    ...drawPlot(model, pen),
  );
}
