import type { EmbedLook } from "@/lib/domain/embed-look";
import { displayChange, displayNumber } from "@/lib/domain/number";
import { latestOf } from "./marks";
import { element, escapeText } from "./markup";
import type { ChartModel, ChartSeries } from "./model";
import { fixedPen } from "./pen";
import { type Drawn, letters, type Paper, words } from "./picture-frame";
import { caption } from "./picture-heading";
import { drawPlot } from "./plot";
import { fitText, textWidth } from "./text";

const LEAST_CELL = { width: 140, height: 56 };
const GAP = 16;
const CAPTION_FROM = 150;

/** The latest number, large; of several stats each, as far as there is room. */
export function numberPicture(model: ChartModel, look: EmbedLook, paper: Paper): Drawn {
  const captioned = paper.height >= CAPTION_FROM;
  const pad = paper.pad;
  const box = { x: pad, y: pad, width: paper.width - 2 * pad, height: paper.height - 2 * pad - (captioned ? 14 : 0) };
  const cells = cellsIn(box, model.series.length);
  const shown = model.series.slice(0, cells.length);
  const alone = model.series.length === 1;
  const marks = shown.flatMap((series, index) => {
    const title = !look.heading ? "" : alone ? model.title : series.name;
    return numberCell({ model, series, title, box: cells[index] as Box, paper });
  });
  const more = model.series.length - shown.length;
  const said = more > 0 ? `and ${more} more` : model.rangeWords;
  const foot = captioned ? caption({ said, earlierWords: "", credit: look.credit }, paper) : [];
  return { title: model.title, description: model.description, marks: [...marks, ...foot] };
}

interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

function cellsIn(box: Box, count: number): Box[] {
  const most = Math.max(1, Math.floor((box.width + GAP) / (LEAST_CELL.width + GAP)));
  const mostRows = Math.max(1, Math.floor((box.height + GAP) / (LEAST_CELL.height + GAP)));
  const rows = Math.min(mostRows, Math.ceil(count / most));
  const columns = Math.min(most, Math.ceil(count / rows));
  const width = (box.width + GAP) / columns - GAP;
  const height = (box.height + GAP) / rows - GAP;
  return Array.from({ length: Math.min(count, rows * columns) }, (_, index) => ({
    x: box.x + (index % columns) * (width + GAP),
    y: box.y + Math.floor(index / columns) * (height + GAP),
    width,
    height,
  }));
}

interface Cell {
  model: ChartModel;
  series: ChartSeries;
  /** Empty for none. */
  title: string;
  box: Box;
  paper: Paper;
}

const SPARK_FROM = 110;

/** A name, the number in the size that fits, its change, and where there is room the line that led to it. */
function numberCell({ model, series, title, box, paper }: Cell): string[] {
  const { theme } = paper;
  const titleSize = box.height < 50 ? 10 : box.height < 110 ? 11 : 14;
  const titled = title === "" ? 0 : titleSize + 6;
  const sparked = box.height >= SPARK_FROM && series.values.some((value) => value !== null);
  const change = changeWords(series, model, box.width);
  const changed = change === "" || box.height < 74 ? 0 : 18;
  const rest = (sparked ? box.height * 0.6 : box.height) - titled - changed;
  const weight = titleSize > 11 ? ("bold" as const) : undefined;
  const head = { x: box.x, y: box.y + titleSize * 0.85, room: box.width, size: titleSize, weight };
  const number = bigNumber(series, { ...box, y: box.y + titled, height: rest }, sparked, paper);
  const line = { x: box.x, y: number.bottom + 17, room: box.width, size: 12, colour: "muted" as const };
  const top = number.bottom + (changed === 0 ? 12 : 28);
  return [
    words(title, { ...head, colour: weight ? "ink" : "muted" }, theme),
    number.drawn,
    changed === 0 ? "" : words(change, line, theme),
    ...(sparked ? [sparkOf(model, series, { ...box, y: top, height: box.y + box.height - top }, paper)] : []),
  ];
}

const LARGEST = 64;
const SMALLEST = 14;

function bigNumber(series: ChartSeries, box: Box, high: boolean, { theme }: Paper): { drawn: string; bottom: number } {
  const latest = latestOf(series);
  const text = latest === null ? "no data" : displayNumber(latest.value);
  const mono = latest !== null;
  const unitSize = (size: number): number => Math.max(11, Math.min(20, size * 0.4));
  const unit = (size: number): string =>
    latest === null ? "" : fitText(series.unit, Math.min(box.width * 0.4, 160), { size: unitSize(size) });
  const width = (size: number): number =>
    textWidth(text, { size, weight: "bold", mono }) +
    (unit(size) === "" ? 0 : textWidth(`\u00a0${unit(size)}`, { size: unitSize(size) }));
  let size = Math.max(SMALLEST, Math.min(LARGEST, Math.floor(box.height * 0.85)));
  while (size > SMALLEST && width(size) > box.width) size--;
  const kept = width(size) <= box.width ? unit(size) : "";
  const look = letters({ size, weight: "bold", mono }, latest === null ? "muted" : "ink", theme);
  // In the middle of what is free, unless something stands below.
  const bottom = box.y + size * 0.82 + (high ? 0 : Math.max(0, box.height - size) / 2);
  const drawn = element(
    "text",
    { x: box.x, y: bottom },
    element("tspan", look, escapeText(fitText(text, box.width, { size, weight: "bold", mono }))),
    ...(kept === ""
      ? []
      : [element("tspan", letters({ size: unitSize(size) }, "muted", theme), escapeText(`\u00a0${kept}`))]),
  );
  return { drawn, bottom };
}

/** "↓ down 12 % on the week before", or as much of it as there is room for: "↓ 12 %". */
function changeWords(series: ChartSeries, { earlierWords }: ChartModel, room: number): string {
  const latest = latestOf(series);
  const change = latest === null ? null : displayChange(latest.value, latest.before);
  if (change === null) return "";
  const arrow = { up: "↑", down: "↓", same: "→" }[change.direction];
  const whole = `${arrow} ${change.text} on ${earlierWords}`;
  return textWidth(whole, { size: 12 }) <= room ? whole : `${arrow} ${change.text.replace(/^\w+ (?=\d)/, "")}`;
}

function sparkOf(model: ChartModel, series: ChartSeries, box: Box, { theme }: Paper): string {
  const margin = { top: 4, right: 0, bottom: 4, left: 0 };
  const one: ChartModel = {
    ...model,
    series: [{ ...series, compare: null }],
    annotations: [],
    thresholds: [],
    height: Math.max(12, box.height),
    margin,
  };
  const pen = fixedPen(box.width - 5, theme);
  return element("g", { transform: `translate(${box.x} ${box.y})` }, ...drawPlot(one, pen));
}
