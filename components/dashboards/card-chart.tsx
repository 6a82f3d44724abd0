"use client";

import { type PointerEvent, useState } from "react";
import { PointTooltip } from "@/components/chart/point-tooltip";
import { isEmptyChart } from "@/lib/presenters/chart/marks";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { timeShare } from "@/lib/presenters/chart/place";
import type { DrawnChart } from "@/lib/presenters/view/drawn-chart";
import { useFilled } from "./use-filled";

const NONE: ReadonlySet<number> = new Set();

/**
 * A chart in a card: the server's drawing, with the numbers of the interval that a mouse is over. It takes no keys: the
 * title of the card leads to the chart itself, which does. With `fill` it becomes as high as its box.
 */
export function CardChart({ drawn: { model, svg }, fill }: { drawn: DrawnChart; fill: boolean }) {
  const [at, setAt] = useState<number | null>(null);
  const { left, right } = model.margin;
  const filled = useFilled(svg, fill, async (height) => {
    const { drawSvg } = await import("@/lib/presenters/chart/svg");
    return drawSvg({ ...model, height });
  });
  const follow = (event: PointerEvent<HTMLDivElement>) => {
    if (event.pointerType === "touch" || isEmptyChart(model)) return;
    const box = event.currentTarget.getBoundingClientRect();
    setAt(intervalAt(model, (event.clientX - box.left - left) / (box.width - left - right)));
  };
  return (
    <div
      ref={filled.box}
      className={`relative ${fill ? "min-h-0 flex-1 overflow-hidden" : ""}`}
      onPointerMove={follow}
      onPointerLeave={() => setAt(null)}
    >
      <div
        className="[&>svg]:block"
        style={{ paddingLeft: left, paddingRight: right }}
        // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by lib/presenters/chart, which escapes every name
        dangerouslySetInnerHTML={{ __html: filled.svg }}
      />
      {at !== null && <ReadOut model={model} index={at} />}
    </div>
  );
}

function ReadOut({ model, index }: { model: ChartModel; index: number }) {
  const { left, right, bottom } = model.margin;
  const share = timeShare(model, middleOf(model, index)) * 100;
  const [side, away] = share > 50 ? ["right", 100 - share] : ["left", share];
  return (
    <div aria-hidden="true" className="pointer-events-none absolute inset-y-0" style={{ left, right }}>
      <span className="absolute top-0 w-px bg-muted opacity-50" style={{ left: `${share}%`, bottom }} />
      <div className="absolute top-2 z-10 w-max px-2.5" style={{ [side as string]: `${away}%` }}>
        <PointTooltip model={model} index={index} hidden={NONE} />
      </div>
    </div>
  );
}

/** The interval that is drawn nearest to a place, 0 at the left end of the plot and 1 at the right. */
function intervalAt(model: ChartModel, share: number): number {
  const moment = model.x.from + share * (model.x.to - model.x.from);
  const distances = model.times.map((_, index) => Math.abs(middleOf(model, index) - moment));
  return distances.indexOf(Math.min(...distances));
}

/** Where an interval is drawn: a bar in its middle, a point at its beginning. */
function middleOf({ style, times, end }: ChartModel, index: number): number {
  const start = times[index] ?? end;
  return style === "bar" ? (start + (times[index + 1] ?? end)) / 2 : start;
}
