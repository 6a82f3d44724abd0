import { displayChange, displayNumber } from "@/lib/domain/number";

/** A change as a page shows it: arrow, signed percentage and word, with what it is compared to. */
export interface ChangeView {
  direction: "up" | "down" | "same";
  arrow: "↑" | "↓" | "→";
  /** "+12 %"; empty when nothing changed. */
  percent: string;
  /** "up on the day before". */
  words: string;
  /** Both numbers, for whoever hovers. */
  detail: string;
}

const ARROWS = { up: "↑", down: "↓", same: "→" } as const;

/** Null when either number is missing or there was nothing to measure by. `than` reads on from "up": "on the day before". */
export function changeView(now: number | null, before: number | null, than: string): ChangeView | null {
  const change = displayChange(now, before);
  if (change === null || now === null || before === null) return null;
  const { direction, text } = change;
  const sign = direction === "up" ? "+" : "\u2212";
  return {
    direction,
    arrow: ARROWS[direction],
    percent: direction === "same" ? "" : sign + text.replace(/^\w+ /, ""),
    words: direction === "same" ? `unchanged ${than}` : `${direction} ${than}`,
    detail: `${displayNumber(now)} now, ${displayNumber(before)} before`,
  };
}
