/** Invisible signs that turn the direction of what follows; a name must not turn its neighbours around. */
const TURNS = /[\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Letters by their width, in parts of the font's size: as wide as they are in any font that may stand in for Geist
 * (DejaVu Sans and Verdana are the widest of them). Widest last; what is not named is as wide as the fourth.
 */
const WIDTHS: readonly (readonly [width: number, letters: RegExp])[] = [
  [0, /^(?:\p{M}|[\u200b-\u200d])$/u],
  [0.34, /^[ \u00a0ijlI|.,:;'/\\]$/],
  [0.47, /^[frtJ!"()[\]*·•°-]$/],
  [0.66, /^[a-ln-vx-z0-9$?_{}–↑↓→]$/],
  [0.8, /^[A-LN-VX-Z\u00c0-\u017f]$/],
  [0.86, /^[&#+=<>~^−]$/],
  [1.02, /^[mwMW%@—…\u0370-\u04ff]$/],
  [11, /^[\ufdfd\u{12000}-\u{1254f}]$/u],
  [1.3, /^.$/su],
];
const BOLD = 1.1;
const MONO = 0.62;

const known = new Map<string, number>();

function letterWidth(letter: string): number {
  const found = known.get(letter) ?? WIDTHS.find(([, letters]) => letters.test(letter))?.[0] ?? 1.3;
  if (known.size < 2_000) known.set(letter, found);
  return found;
}

export interface Lettering {
  /** CSS pixels. */
  size: number;
  weight?: "bold" | undefined;
  mono?: boolean | undefined;
}

/** How wide a text is at most, CSS pixels, whatever font the reader has. */
export function textWidth(text: string, { size, weight, mono }: Lettering): number {
  let width = 0;
  for (const letter of text) {
    const own = letterWidth(letter);
    width += mono ? Math.max(own === 0 ? 0 : MONO, own > 0.8 && letter > "\u00ff" ? own : 0) : own;
  }
  return width * size * (weight === "bold" ? BOLD : 1);
}

const ELLIPSIS = "…";
const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** A text on one line, without signs that would turn its neighbours around and without towers of accents. */
export function oneLine(text: string): string {
  return text
    .replace(TURNS, "")
    .replace(/(\p{M}{2})\p{M}+/gu, "$1")
    .replace(/\s+/g, " ")
    .trim();
}

/** As much of a text as fits into `room` CSS pixels, with an ellipsis where something is missing; empty without room. */
export function fitText(text: string, room: number, lettering: Lettering): string {
  const line = oneLine(text);
  if (textWidth(line, lettering) <= room) return line;
  const left = room - textWidth(ELLIPSIS, lettering);
  let [kept, used] = ["", 0];
  for (const { segment } of graphemes.segment(line)) {
    used += textWidth(segment, lettering);
    if (used > left) break;
    kept += segment;
  }
  return kept.trim() === "" ? "" : kept.trimEnd() + ELLIPSIS;
}

/** A text of at most so many letters, with an ellipsis where something is missing. */
export function shortened(text: string, most: number): string {
  const letters = [...graphemes.segment(oneLine(text))].map(({ segment }) => segment);
  return letters.length <= most
    ? letters.join("")
    : `${letters
        .slice(0, most - 1)
        .join("")
        .trimEnd()}${ELLIPSIS}`;
}
