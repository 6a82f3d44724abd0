import type { ChartKind } from "@/lib/domain/chart-spec";
import type { EmbedLook, EmbedTheme } from "@/lib/domain/embed-look";
import { type ColourName, hexColour, SERIES_COLOURS, seriesColour, type Theme } from "./colours";
import { type Attributes, element, escapeText } from "./markup";
import { PICTURE_MONO, PICTURE_SANS, pictureColour } from "./pen";
import { fitText, type Lettering } from "./text";

const CLASS = "statnest-picture";
const NAMES: ColourName[] = [
  "ink",
  "muted",
  "hairline",
  "card",
  "accent",
  ...SERIES_COLOURS.light.map((_, index) => seriesColour(index)),
];

/** The only style of a picture whose theme follows its reader's; what its CSP hash is of. */
export const PICTURE_STYLE = `.${CLASS}{${variables("light")}}@media(prefers-color-scheme:dark){.${CLASS}{${variables("dark")}}}`;

function variables(theme: Theme): string {
  return NAMES.map((name) => `--${name}:${hexColour(name, theme)}`).join(";");
}

/** What a picture is drawn on. `width` and `height` are what is laid out; a large picture is that, enlarged. */
export interface Paper {
  theme: EmbedTheme;
  /** CSS pixels of the picture itself. */
  shown: { width: number; height: number };
  width: number;
  height: number;
  /** What stays free at the edges. */
  pad: number;
  /** Whether there is no room for more than the lines themselves. */
  tiny: boolean;
  /** A line the size of a word stands on the paper of its page. */
  bare: boolean;
}

/** From this size on letters grow with the picture: it will be seen from further away. */
const USUAL = { width: 640, height: 300 };
const MOST_ENLARGED = 2.5;

export function picturePaper({ theme, width, height }: EmbedLook, kind: ChartKind): Paper {
  const fits = Math.min(width / USUAL.width, height / USUAL.height);
  const enlarged = kind === "spark" ? 1 : Math.min(MOST_ENLARGED, Math.max(1, fits));
  const paper = { width: width / enlarged, height: height / enlarged };
  const tiny = paper.width < 200 || paper.height < 90;
  const pad = tiny ? 8 : paper.height < 160 ? 12 : 16;
  return { theme, shown: { width, height }, ...paper, pad, tiny, bare: kind === "spark" };
}

/** What a picture shows, in marks and in words. */
export interface Drawn {
  title: string;
  description: string;
  marks: string[];
}

/** The `<svg>` around what is drawn. */
export function frame(paper: Paper, { title, description, marks }: Drawn): string {
  const { theme, shown, width, height, bare } = paper;
  const edge = { x: 0.5, y: 0.5, width: width - 1, height: height - 1, rx: Math.min(10, height / 6) };
  return element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      ...shown,
      viewBox: `0 0 ${width} ${height}`,
      role: "img",
      class: theme === "auto" ? CLASS : undefined,
      "font-family": PICTURE_SANS,
      "font-size": 11,
    },
    element("title", {}, escapeText(title)),
    element("desc", {}, escapeText(description)),
    ...(theme === "auto" ? [element("style", {}, PICTURE_STYLE)] : []),
    ...(bare
      ? []
      : [element("rect", { ...edge, fill: pictureColour("card", theme), stroke: pictureColour("hairline", theme) })]),
    ...marks,
  );
}

/** How words stand in a picture. */
export interface Words extends Lettering {
  x: number;
  y: number;
  /** CSS pixels; what does not fit is left out. */
  room: number;
  anchor?: "middle" | "end" | undefined;
  colour?: ColourName | undefined;
}

/** One line of words; nothing when there is no room for any. */
export function words(
  text: string,
  { x, y, room, anchor, colour = "ink", ...lettering }: Words,
  theme: EmbedTheme,
): string {
  const fitting = fitText(text, room, lettering);
  if (fitting === "") return "";
  return element("text", { x, y, "text-anchor": anchor, ...letters(lettering, colour, theme) }, escapeText(fitting));
}

/** The look of letters as attributes. */
export function letters({ size, weight, mono }: Lettering, colour: ColourName, theme: EmbedTheme): Attributes {
  return {
    "font-size": size,
    "font-weight": weight === "bold" ? 600 : undefined,
    "font-family": mono ? PICTURE_MONO : undefined,
    fill: pictureColour(colour, theme),
  };
}
