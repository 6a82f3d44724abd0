/** `auto` follows the page that the embed is on. */
export const EMBED_THEMES = ["auto", "light", "dark"] as const;
export type EmbedTheme = (typeof EMBED_THEMES)[number];

/** Limits of a picture's size, CSS pixels. */
export const EMBED_SIZE = { least: 40, mostWidth: 2_000, mostHeight: 1_200 } as const;

/** How an embed looks around its chart. Kept with its link; `theme`, `w`, `h` and `title=0` in an address go before. */
export interface EmbedLook {
  theme: EmbedTheme;
  /** CSS pixels: of pictures, and of the frame that the code makes. */
  width: number;
  height: number;
  /** Whether the title and the latest value stand above the chart. */
  heading: boolean;
  /** Whether a word leads to Statnest. */
  credit: boolean;
}

export const PLAIN_LOOK: EmbedLook = { theme: "auto", width: 600, height: 240, heading: true, credit: true };
