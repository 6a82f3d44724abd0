/** A piece of a text that somebody wrote: words, or an address that may be followed. */
export interface TextPiece {
  text: string;
  /** Only ever http or https. */
  href: string | null;
}

const ADDRESS = /https?:\/\/[^\s<>"'`]+/g;
/** What ends a sentence is no part of the address before it. */
const AFTER = /[.,;:!?)\]}]+$/;

/** A plain text with its addresses as links; nothing else in it means anything. */
export function linkedText(text: string): TextPiece[] {
  const pieces: TextPiece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const href = found.replace(AFTER, "");
    if (!URL.canParse(href)) continue;
    if (index > from) pieces.push({ text: text.slice(from, index), href: null });
    pieces.push({ text: href, href });
    from = index + href.length;
  }
  if (from < text.length) pieces.push({ text: text.slice(from), href: null });
  return pieces;
}
