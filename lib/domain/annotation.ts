export const MAX_ANNOTATION_LENGTH = 500;

/** Something that happened, to be seen beside the numbers. */
export interface Annotation {
  id: string;
  /** The public id of the only stat it concerns; null is all of the team's. */
  statId: string | null;
  at: Date;
  /** Null for a moment; later than `at` for a stretch of time. */
  until: Date | null;
  text: string;
  /** Who wrote it, as they were called then. */
  author: string;
  createdAt: Date;
}
