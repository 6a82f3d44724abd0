import { EMBED_SIZE, EMBED_THEMES, type EmbedLook, type EmbedTheme, PLAIN_LOOK } from "@/lib/domain/embed-look";

/** A picture of more pixels than these is made at a smaller scale. */
const MOST_PIXELS = 8_000_000;
const USUAL_SCALE = 2;

/**
 * How an embed looks: as its link says, but for what its address says: `theme`, `w`, `h` (CSS pixels), `title=0`. What
 * cannot be is as if it were not said, and sizes are held to their limits; other parameters are nobody's.
 */
export function askedLook(query: URLSearchParams, look: EmbedLook = PLAIN_LOOK): EmbedLook {
  const theme = EMBED_THEMES.find((each) => each === query.get("theme")) ?? look.theme;
  return {
    theme,
    width: side(query.get("w"), EMBED_SIZE.mostWidth) ?? look.width,
    height: side(query.get("h"), EMBED_SIZE.mostHeight) ?? look.height,
    heading: query.get("title") === null ? look.heading : query.get("title") !== "0",
    credit: look.credit,
  };
}

/** How many pixels of a PNG stand for one of CSS: `scale`, 1 to 3. */
export function askedScale(query: URLSearchParams, { width, height }: EmbedLook): number {
  const asked = /^[1-3]$/.test(query.get("scale") ?? "") ? Number(query.get("scale")) : USUAL_SCALE;
  return width * height * asked ** 2 <= MOST_PIXELS ? asked : Math.max(1, Math.sqrt(MOST_PIXELS / (width * height)));
}

/** A theme that has to be settled: a picture of pixels cannot follow whoever looks at it. */
export function settledTheme(theme: EmbedTheme): Exclude<EmbedTheme, "auto"> {
  return theme === "auto" ? "light" : theme;
}

function side(asked: string | null, most: number): number | null {
  if (asked === null || !/^\d{1,5}$/.test(asked)) return null;
  return Math.min(most, Math.max(EMBED_SIZE.least, Number(asked)));
}
