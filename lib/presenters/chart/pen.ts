import type { EmbedTheme } from "@/lib/domain/embed-look";
import { type ColourName, hexColour, pageColour } from "./colours";
import { element, short } from "./markup";

/**
 * What a drawing is made with: one that stretches with its box and takes its colours from the page, or one of a fixed
 * size. Places along the plot are shares of its width, 0 to 1; heights are CSS pixels.
 */
export interface Pen {
  /** A place or a width along the plot as an attribute. */
  across(share: number): string | number;
  /** The same in the units of what `stretched` holds. */
  along(share: number): number;
  /** Lines, whose width goes with the plot while their strokes do not. */
  stretched(lines: string[]): string;
  /** A small thing of pixels at a place along the plot. */
  at(share: number, drawn: string): string;
  colour(name: ColourName): string;
  sans: string;
  mono: string;
  /** The class of time marks that a narrow box leaves out. */
  minor: string | undefined;
  /** How wide the plot is, CSS pixels; null where only its reader knows. */
  pixels: number | null;
  /** Whether a line has a ground under it. */
  grounded: boolean;
}

/** The horizontal units of the stretched inner drawing: fine enough for any screen, and whole numbers. */
const SPAN = 10_000;

/** For a plot as wide as its box, `height` CSS pixels high, in a page that has our colours, fonts and containers. */
export function fluidPen(height: number): Pen {
  const across = (share: number): string => `${short(share * 100)}%`;
  const viewBox = `0 0 ${SPAN} ${height}`;
  const box = { width: "100%", height, viewBox, preserveAspectRatio: "none", overflow: "visible" };
  return {
    across,
    along: (share) => Math.round(share * SPAN),
    stretched: (lines) => element("svg", box, ...lines),
    at: (share, drawn) => element("svg", { x: across(share), overflow: "visible" }, drawn),
    colour: pageColour,
    sans: "var(--font-geist-sans, system-ui, sans-serif)",
    mono: "var(--font-geist-mono, ui-monospace, monospace)",
    minor: "@max-lg:hidden",
    pixels: null,
    grounded: true,
  };
}

/** A colour of a picture: plain in a theme of its own, a variable of `PICTURE_STYLE` in one that follows its reader. */
export function pictureColour(name: ColourName, theme: EmbedTheme): string {
  return theme === "auto" ? pageColour(name) : hexColour(name, theme);
}

export const PICTURE_SANS = "Geist, system-ui, sans-serif";
export const PICTURE_MONO = "Geist Mono, ui-monospace, monospace";

/** For a plot of `width` CSS pixels in a picture that stands alone. */
export function fixedPen(width: number, theme: EmbedTheme, grounded = true): Pen {
  const along = (share: number): number => Math.round(share * width * 10) / 10;
  return {
    across: along,
    along,
    stretched: (lines) => lines.join(""),
    at: (share, drawn) => element("g", { transform: `translate(${along(share)} 0)` }, drawn),
    colour: (name) => pictureColour(name, theme),
    sans: PICTURE_SANS,
    mono: PICTURE_MONO,
    minor: undefined,
    pixels: width,
    grounded,
  };
}
