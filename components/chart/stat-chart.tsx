"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import { isEmptyChart } from "@/lib/presenters/chart/marks";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { Legend } from "./legend";
import { readPoint } from "./read-point";
import type { InteractiveChartProps } from "./recharts-view";

/** The room that the value labels need beside the drawing, by the model's left margin. */
const LEFT: Record<number, string> = {
  32: "pl-8",
  40: "pl-10",
  48: "pl-12",
  56: "pl-14",
  64: "pl-16",
  80: "pl-20",
  96: "pl-24",
};

/** What the arrow keys read. Kept by its time, for a live chart moves on under it. */
interface Cursor {
  /** The start of the interval, unix seconds. */
  t: number;
  /** How many intervals without data the last step passed over. */
  skipped: number;
}

/**
 * A chart that is there at first paint, drawn by the server (`svg` is `drawSvg(model)`), and then becomes interactive
 * in place: same height, margins, marks and colours. Without JavaScript the drawing simply stays. As wide as its box.
 */
export function StatChart({ model, svg }: { model: ChartModel; svg: string }) {
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [drawn, setDrawn] = useState(false);
  const [cursor, setCursor] = useState<Cursor | null>(null);
  const empty = isEmptyChart(model);
  const Interactive = useInteractiveChart(!empty);
  const at = cursor === null ? -1 : model.times.indexOf(cursor.t);
  const toggle = (index: number) => setHidden((before) => toggled(before, index));
  return (
    <div className="@container">
      <Legend model={model} hidden={hidden} onToggle={Interactive === null ? null : toggle} />
      <div ref={box} className="relative">
        {(empty || !drawn) && <FirstPaint model={model} svg={svg} />}
        {Interactive !== null && !empty && (
          <div className={drawn ? undefined : "absolute inset-0"}>
            <Interactive
              model={model}
              hidden={hidden}
              width={box.current?.clientWidth ?? model.width}
              onDrawn={() => setDrawn(true)}
              cursor={at === -1 ? null : at}
              onCursor={(index, skipped) => setCursor(cursorAt(model, index, skipped))}
            />
          </div>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {cursor === null || at === -1 ? "" : readPoint(model, at, hidden, cursor.skipped)}
      </p>
    </div>
  );
}

function cursorAt({ times }: ChartModel, index: number | null, skipped: number): Cursor | null {
  const t = index === null ? undefined : times[index];
  return t === undefined ? null : { t, skipped };
}

function FirstPaint({ model, svg }: { model: ChartModel; svg: string }) {
  const room = `${LEFT[model.margin.left] ?? "pl-24"} pr-4 [&>svg]:block`;
  // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by lib/presenters/chart, which escapes every name
  return <div className={room} dangerouslySetInnerHTML={{ __html: svg }} />;
}

/** The recharts view once it was wanted and has arrived; null until then, and for good when it cannot be fetched. */
function useInteractiveChart(wanted: boolean): ComponentType<InteractiveChartProps> | null {
  const [view, setView] = useState<ComponentType<InteractiveChartProps> | null>(null);
  useEffect(() => {
    if (!wanted) return;
    let here = true;
    import("./recharts-view").then(
      ({ RechartsView }) => here && setView(() => RechartsView),
      () => {},
    );
    return () => {
      here = false;
    };
  }, [wanted]);
  return view;
}

function toggled(set: ReadonlySet<number>, member: number): Set<number> {
  const next = new Set(set);
  if (!next.delete(member)) next.add(member);
  return next;
}
