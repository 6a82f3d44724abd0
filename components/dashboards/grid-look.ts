import type { CSSProperties } from "react";
import type { CardSize } from "@/lib/domain/arrangement";

/** Rows of 64 pixels with 16 between them, as `lib/presenters/view/dashboard.ts` reckons; a card that needs more gets it. */
export const GRID = "relative grid grid-cols-1 gap-4 sm:grid-cols-2 sm:auto-rows-[minmax(4rem,auto)] lg:grid-cols-12";

const PLACE = "min-w-0 scroll-mt-6 sm:col-[span_var(--half)] sm:row-[span_var(--high)] lg:col-[span_var(--wide)]";

/** Where a card lies, for the item of the grid. */
export function cardPlace({ width, height }: CardSize): { className: string; style: CSSProperties } {
  const style = { "--wide": width, "--half": width > 6 ? 2 : 1, "--high": height };
  return { className: PLACE, style: style as CSSProperties };
}
