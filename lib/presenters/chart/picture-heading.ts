import type { EmbedTheme } from "@/lib/domain/embed-look";
import { displayChange, displayNumber } from "@/lib/domain/number";
import type { ColourName } from "./colours";
import { isEmptyChart, latestOf } from "./marks";
import { element, escapeText } from "./markup";
import type { ChartModel, ChartSeries } from "./model";
import { pictureColour } from "./pen";
import { letters, type Paper, words } from "./picture-frame";
import { fitText, type Lettering, textWidth } from "./text";

/** A part of a line of words. */
interface Piece extends Lettering {
  text: string;
  colour: ColourName;
  /** How many spaces of its own size are between it and the one before. */
  spaces: number;
}

/** The latest number of a series with its unit and its change, the most important first. */
function pieces(series: ChartSeries, size: number): Piece[] {
  const latest = latestOf(series);
  const small = Math.min(size, Math.max(11, Math.round(size * 0.6)));
  if (latest === null) return [{ text: "no data", size: Math.min(size, 13), colour: "muted", spaces: 0 }];
  const change = displayChange(latest.value, latest.before);
  const arrow = change === null ? "" : { up: "↑", down: "↓", same: "→" }[change.direction];
  return [
    { text: displayNumber(latest.value), size, weight: "bold", mono: true, colour: "ink", spaces: 0 },
    { text: series.unit, size: small, colour: "muted", spaces: 1 },
    {
      text: change === null ? "" : `${arrow} ${change.text.replace(/^\w+ (?=\d)/, "")}`,
      size: small,
      colour: "muted",
      spaces: 3,
    },
  ];
}

const NOTHING = { drawn: "", width: 0 };

/** Where a line of pieces stands: `x` is its left end, or with `end` its right one. */
interface Line {
  x: number;
  y: number;
  room: number;
  end?: boolean;
}

/** The pieces that fit, one after the other. A first one that is too long is cut, later ones are left out. */
function pieceLine(
  all: Piece[],
  { x, y, room, end = false }: Line,
  theme: EmbedTheme,
): { drawn: string; width: number } {
  let width = 0;
  const kept = all.flatMap((piece, index) => {
    // Spaces, for a reader that places a line by its end forgets offsets (resvg).
    const gap = width === 0 ? "" : "\u00a0".repeat(piece.spaces);
    const text = fitText(piece.text, room - width - textWidth(gap, piece), piece);
    if (text === "" || (index > 0 && text.endsWith("…") && textWidth(text, piece) < 40)) return [];
    width += textWidth(gap + text, piece);
    return [element("tspan", letters(piece, piece.colour, theme), escapeText(gap + text))];
  });
  if (kept.length === 0) return NOTHING;
  return { drawn: element("text", { x, y, "text-anchor": end ? "end" : undefined }, ...kept), width };
}

/** A series' latest number in one line, as wide as its room at most. */
export function latestLine(
  series: ChartSeries,
  size: number,
  line: Line,
  theme: EmbedTheme,
): { drawn: string; width: number } {
  return pieceLine(pieces(series, size), line, theme);
}

/** How much height the heading of a graph takes: what `heading` draws. */
export function headingHeight(count: number, titled: boolean, paper: Paper): number {
  if (count === 1) return isTall(paper) ? TALL_HEADING : numberSize(paper) + 4;
  const { rows } = legendGrid(count, paper);
  if (rows === 0) return titleSize(paper) + 4;
  return (titled ? titleSize(paper) + 6 : -2) + rows * LEGEND_ROW;
}

/** Title and latest number; of several series the title, where it is no list of names, and each with its number. */
export function heading(model: ChartModel, titled: boolean, paper: Paper): string[] {
  const [first, ...others] = model.series;
  if (first === undefined) return [];
  if (others.length === 0) return single(model, first, paper);
  const grid = legendGrid(model.series.length, paper);
  if (grid.rows === 0) return [titleRow(model.title, paper)];
  const top = paper.pad + headingHeight(model.series.length, titled, paper) - grid.rows * LEGEND_ROW;
  return [...(titled ? [titleRow(model.title, paper)] : []), ...legendMarks(model.series, grid, top, paper)];
}

function titleSize({ tiny, height }: Paper): number {
  if (tiny) return height < 60 ? 10 : 11;
  return height < 160 ? 12 : 14;
}

function titleRow(title: string, paper: Paper): string {
  const { pad, width, theme } = paper;
  const size = titleSize(paper);
  return words(title, { x: pad, y: pad + size * 0.85, room: width - 2 * pad, size, weight: "bold" }, theme);
}

const TALL = 250;
const TALL_HEADING = 52;

function isTall({ height, tiny }: Paper): boolean {
  return height >= TALL && !tiny;
}

function numberSize(paper: Paper): number {
  if (isTall(paper)) return 24;
  return paper.tiny ? titleSize(paper) + 1 : paper.height < 160 ? 15 : 18;
}

function single(model: ChartModel, series: ChartSeries, paper: Paper): string[] {
  const { pad, width, theme } = paper;
  const [size, large] = [titleSize(paper), numberSize(paper)];
  const whole = width - 2 * pad;
  if (isTall(paper)) {
    const line = { x: pad, y: pad + size + 26, room: whole };
    return [titleRow(model.title, paper), isEmptyChart(model) ? "" : latestLine(series, large, line, theme).drawn];
  }
  const y = pad + large * 0.85;
  const line = { x: width - pad, y, room: whole * 0.6, end: true };
  const number = isEmptyChart(model) ? NOTHING : latestLine(series, large, line, theme);
  const room = whole - number.width - 12;
  return [words(model.title, { x: pad, y, room, size, weight: "bold" }, theme), number.drawn];
}

const LEGEND_ROW = 18;
const LEGEND_COLUMN = 140;
const LEGEND_GAP = 16;

interface Grid {
  columns: number;
  rows: number;
}

function legendGrid(count: number, { width, height, pad, tiny }: Paper): Grid {
  const most = Math.max(1, Math.floor((width - 2 * pad + LEGEND_GAP) / LEGEND_COLUMN));
  const columns = Math.ceil(count / Math.ceil(count / most));
  const mostRows = tiny ? 0 : Math.max(1, Math.floor((height - 100) / 50));
  return { columns, rows: Math.min(Math.ceil(count / columns), mostRows) };
}

function legendMarks(series: ChartSeries[], { columns, rows }: Grid, top: number, paper: Paper): string[] {
  const { pad, width, theme } = paper;
  const cells = columns * rows;
  const shown = series.length > cells ? series.slice(0, cells - 1) : series;
  const cellWidth = (width - 2 * pad + LEGEND_GAP) / columns;
  const place = (index: number) => ({
    x: pad + (index % columns) * cellWidth,
    y: top + Math.floor(index / columns) * LEGEND_ROW + 12,
    room: cellWidth - LEGEND_GAP,
  });
  const more = series.length - shown.length;
  const rest = { ...place(shown.length), size: 11, colour: "muted" as const };
  return [
    ...shown.map((each, index) => legendEntry(each, place(index), theme)),
    ...(more > 0 ? [words(`and ${more} more`, rest, theme)] : []),
  ];
}

const SWATCH = 14;

function legendEntry(
  series: ChartSeries,
  { x, y, room }: { x: number; y: number; room: number },
  theme: EmbedTheme,
): string {
  const latest = latestOf(series);
  const number: Piece =
    latest === null
      ? { text: "no data", size: 11, colour: "muted", spaces: 2 }
      : { text: displayNumber(latest.value), size: 11, weight: "bold", mono: true, colour: "ink", spaces: 2 };
  const left = room - SWATCH - 6 - textWidth(`\u00a0\u00a0${number.text}`, number);
  const side = series.axis === "right" ? " (right)" : "";
  const fitting = fitText(series.name, left - textWidth(side, { size: 11 }), { size: 11 });
  const name: Piece = { text: `${fitting}${side}`, size: 11, colour: "muted", spaces: 0 };
  return (
    swatch(x, y, pictureColour(series.colour, theme)) +
    pieceLine([name, number], { x: x + SWATCH + 6, y, room: room - SWATCH - 6 }, theme).drawn
  );
}

/** A short piece of a line. */
function swatch(x: number, y: number, stroke: string, dashed = false): string {
  const look = dashed
    ? { "stroke-width": 1.75, "stroke-dasharray": "4 3.5", "stroke-opacity": 0.6 }
    : { "stroke-width": 3, "stroke-linecap": "round" };
  return element("line", { x1: x + 1, x2: x + SWATCH - 1, y1: y - 4, y2: y - 4, stroke, ...look });
}

/** What stands in the last line of a picture. */
interface Caption {
  /** Step, range, unit: what the plot itself does not say. */
  said: string;
  /** What is dashed; empty when nothing is. */
  earlierWords: string;
  credit: boolean;
}

const CAPTION = 11;

export function caption({ said, earlierWords, credit }: Caption, paper: Paper): string[] {
  const { width, height, pad, theme } = paper;
  const y = height - pad + 2;
  const name = credit ? "Statnest" : "";
  const nameWidth = textWidth(name, { size: CAPTION });
  const free = width - 2 * pad - (credit ? nameWidth + 14 : 0);
  const lettering = { size: CAPTION, colour: "muted" as const };
  const dashedWidth = earlierWords === "" ? 0 : SWATCH + 6 + textWidth(earlierWords, lettering) + 14;
  const dashed = dashedWidth > 0 && dashedWidth <= free;
  const room = free - (dashed ? dashedWidth : 0);
  return [
    ...(dashed
      ? [
          swatch(pad, y, pictureColour("muted", theme), true),
          words(earlierWords, { x: pad + SWATCH + 6, y, room: dashedWidth, ...lettering }, theme),
        ]
      : []),
    room < 60 ? "" : words(said, { x: pad + (dashed ? dashedWidth : 0), y, room, ...lettering }, theme),
    words(name, { x: width - pad, y, room: nameWidth + 1, anchor: "end", ...lettering }, theme),
  ];
}
