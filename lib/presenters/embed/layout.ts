import { type EmbedLook, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { textWidth } from "@/lib/presenters/chart/text";

/** What stands around the plot of an embed page, as `style.ts` gives each part its height. */
export interface Layout {
  heading: boolean;
  /** Range, step and what is read out; below it the line is there for screen readers alone. */
  footer: boolean;
  axes: boolean;
  /** Of the plot, CSS pixels. */
  width: number;
  height: number;
}

const EDGES = 16;
const SIDES = 24;
const HEADING = 32;
const FOOTER = 24;
const ROW = 20;
const UNDER_LEGEND = 4;
const ENTRY_GAP = 16;
const SWATCH = 28;
const LEAST_PLOT = 24;
/** With axes, less of it says nothing. */
const LEAST_GRAPH = 64;

/**
 * What fits into the height that was asked for. `legend` are the words of its entries; they take as many rows as they
 * need in a frame of the width that was asked for, and more in a narrower one, which is then higher.
 */
export function layoutOf(look: EmbedLook, legend: string[] = [], titled = true): Layout {
  const width = Math.max(LEAST_PLOT, look.width - SIDES);
  const heading = look.heading && titled && look.height >= 64;
  const footer = look.height >= 120;
  const rows = legendRows(legend, width);
  const around = EDGES + (heading ? HEADING : 0) + (footer ? FOOTER : 0);
  const height = Math.max(LEAST_PLOT, look.height - around - (rows === 0 ? 0 : rows * ROW + UNDER_LEGEND));
  return { heading, footer, width, height, axes: height >= LEAST_GRAPH && look.width >= PLAIN_LOOK.width / 4 };
}

function legendRows(entries: string[], width: number): number {
  let rows = 0;
  let left = 0;
  for (const entry of entries) {
    const wanted = Math.min(width, textWidth(entry, { size: 13 }) + SWATCH);
    if (wanted > left) {
      rows += 1;
      left = width;
    }
    left -= wanted + ENTRY_GAP;
  }
  return rows;
}
