/** Where the arrow keys are in a chart. */
export interface Reading {
  /** Which interval. */
  index: number;
  /** How many intervals without data the last step passed over. */
  skipped: number;
  /** The interval at which a selection began; null when nothing is being selected. */
  anchor: number | null;
}
