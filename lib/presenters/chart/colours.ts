export type Theme = "light" | "dark";

/** What a drawing is coloured with; `ink` to `accent` are the page's own tokens. */
export type ColourName = "ink" | "muted" | "hairline" | "card" | "accent" | `series-${number}`;

/**
 * Series colours in the order of use: blue, orange, green, violet, sky, brick, olive, grey. Each has at least 3:1
 * on the card of its theme, and any two stay apart for people who do not see red, green or blue.
 */
export const SERIES_COLOURS: Record<Theme, readonly string[]> = {
  light: ["#316AD0", "#CE7D1B", "#17683D", "#70388F", "#538EB1", "#74110A", "#7E6F0D", "#847E72"],
  dark: ["#6F9FFC", "#E98A34", "#81D0AD", "#9166B2", "#A7E1FC", "#CA705C", "#E7D879", "#A2A19D"],
};

const PAGE_COLOURS: Record<Theme, Record<string, string>> = {
  light: {
    ink: "#1C1B19",
    muted: "#6B665C",
    hairline: "#E6E2D9",
    card: "#FFFFFF",
    accent: "#9A5B00",
  },
  dark: {
    ink: "#ECE9E2",
    muted: "#A29C90",
    hairline: "#2E2B27",
    card: "#1C1B19",
    accent: "#F2B33D",
  },
};

/** The colour variable of the series at `index`, counted from 0; the ninth is the first again. */
export function seriesColour(index: number): ColourName {
  return `series-${(index % SERIES_COLOURS.light.length) + 1}`;
}

/** A colour of a theme as hex: for what is drawn where no page lends its variables (pictures, mail). */
export function hexColour(name: ColourName, theme: Theme): string {
  const series = /^series-(\d+)$/.exec(name);
  const hex = series === null ? PAGE_COLOURS[theme][name] : SERIES_COLOURS[theme][Number(series[1]) - 1];
  if (hex === undefined) throw new RangeError(`no colour named ${name}`);
  return hex;
}

/** A colour as the page has it in the theme of the moment, light where the page has none. */
export function pageColour(name: ColourName): string {
  return `var(--${name}, ${hexColour(name, "light")})`;
}
