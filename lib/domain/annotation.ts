import { oneLine } from "./one-line";

export const MAX_ANNOTATION_LENGTH = 500;
export const MAX_ANNOTATIONS = 10_000;

/** Something that happened, to be seen beside the numbers. */
export interface Annotation {
  id: string;
  /** The public id of the only stat it concerns; null is all of the team's. */
  statId: string | null;
  at: Date;
  /** Null for a moment; later than `at` for a stretch of time. */
  until: Date | null;
  text: string;
  /** Who wrote it, as they were called then; of another team's, that team's name. */
  author: string;
  createdAt: Date;
}

/** An annotation as one team sees it in a list. */
export interface ListedAnnotation extends Annotation {
  /** The name of the only stat it concerns. */
  statName: string | null;
  /** Whether the team wrote it, and so may change it; if not, the team whose stat it is did. */
  own: boolean;
}

export type TextProblem = "empty" | "too_long" | "control";

/**
 * What an annotation says, as it is stored: one line of 1 to 500 code points, without marks that turn the direction of
 * writing. Line breaks and other control characters are refused.
 */
export function parseAnnotationText(raw: string): { text: string } | { problem: TextProblem } {
  if (/[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u.test(raw.trim())) return { problem: "control" };
  const text = oneLine(raw.normalize("NFC"));
  if (text === "") return { problem: "empty" };
  return [...text].length > MAX_ANNOTATION_LENGTH ? { problem: "too_long" } : { text };
}
