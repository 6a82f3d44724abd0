// Marks that turn the direction of what follows, so that a name could rearrange the words around it.
const DIRECTIONS = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g;
const BREAKS = /[\p{Cc}\p{Zl}\p{Zp}\p{Zs}]+/gu;
const HALVES = /\p{Cs}/gu;

/**
 * A text that people or programs chose, for a place where it must stay one line and leave its surroundings alone: no
 * control characters, no line breaks, nothing that turns the direction of writing, no halves of characters.
 */
export function oneLine(text: string): string {
  return text.replace(DIRECTIONS, "").replace(HALVES, "\ufffd").replace(BREAKS, " ").trim();
}

/** The same, of at most so many characters; what is cut ends in an ellipsis. */
export function shortLine(text: string, most: number): string {
  const characters = [...oneLine(text)];
  if (characters.length <= most) return characters.join("");
  return `${characters
    .slice(0, most - 1)
    .join("")
    .trimEnd()}…`;
}
