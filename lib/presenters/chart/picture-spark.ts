import type { EmbedLook } from "@/lib/domain/embed-look";
import { isEmptyChart } from "./marks";
import { element } from "./markup";
import type { ChartModel } from "./model";
import { fixedPen } from "./pen";
import { type Drawn, type Paper, words } from "./picture-frame";
import { latestLine } from "./picture-heading";
import { drawPlot } from "./plot";

const NUMBER_FROM = 90;
const EDGE = 5;

/** A line the size of a word, on whatever it stands, with the latest number beside it where that was asked for. */
export function sparkPicture(model: ChartModel, look: EmbedLook, paper: Paper): Drawn {
  const { width, height, theme } = paper;
  const { title, description, series } = model;
  const [first] = series;
  if (isEmptyChart(model)) {
    const place = {
      x: width / 2,
      y: height / 2 + 4,
      room: width,
      size: 11,
      anchor: "middle",
      colour: "muted",
    } as const;
    return { title, description, marks: [words("no data", place, theme)] };
  }
  const size = Math.max(10, Math.min(20, Math.round(height * 0.42)));
  const line = { x: width - 2, y: height / 2 + size * 0.36, room: width * 0.45, end: true };
  const number =
    look.heading && series.length === 1 && first !== undefined && width >= NUMBER_FROM
      ? latestLine({ ...first, compare: null }, size, line, theme)
      : { drawn: "", width: 0 };
  const plotWidth = width - 2 * EDGE - (number.width > 0 ? number.width + 6 : 0);
  const margin = { top: EDGE, right: EDGE, bottom: EDGE, left: EDGE };
  const drawn = drawPlot(
    { ...model, margin, height, annotations: [], thresholds: [] },
    fixedPen(plotWidth, theme, false),
  );
  return { title, description, marks: [element("g", { transform: `translate(${EDGE} 0)` }, ...drawn), number.drawn] };
}
