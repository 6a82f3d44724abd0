"use client";

import type { HistogramDrawing } from "@/lib/presenters/chart/histogram";
import { useFilled } from "./use-filled";

/** A histogram in a card. With `fill` it becomes as high as its box. */
export function CardHistogram({ drawing, svg, fill }: { drawing: HistogramDrawing; svg: string; fill: boolean }) {
  const filled = useFilled(svg, fill, async (height) => {
    const { histogramSvg } = await import("@/lib/presenters/chart/histogram");
    return histogramSvg({ ...drawing, height });
  });
  return (
    <div
      ref={filled.box}
      className={`pr-5 pl-12 [&>svg]:block ${fill ? "min-h-0 flex-1 overflow-hidden" : ""}`}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by lib/presenters/chart, which escapes every name
      dangerouslySetInnerHTML={{ __html: filled.svg }}
    />
  );
}
