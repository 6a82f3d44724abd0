"use client";

import { type ComponentType, useEffect, useRef, useState } from "react";
import { isEmptyChart } from "@/lib/presenters/chart/marks";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { type Selection, selectedRange } from "@/lib/presenters/chart/selection";
import { Legend } from "./legend";
import { readPoint, readSelection } from "./read-point";
import type { Reading } from "./reading";
import type { InteractiveChartProps } from "./recharts-view";

interface StatChartProps {
  model: ChartModel;
  /** `drawSvg(model)`. */
  svg: string;
  /** Somebody wants to see a range by itself, unix seconds; without it none can be selected. */
  onZoom?: (from: number, to: number) => void;
}

/** A reading that is kept by its times, for a live chart moves on under it. Unix seconds. */
interface Kept {
  t: number;
  skipped: number;
  anchor: number | null;
}

/**
 * A chart that is there at first paint, drawn by the server (`svg` is `drawSvg(model)`), and then becomes interactive
 * in place: same height, margins, marks and colours. Without JavaScript the drawing simply stays. As wide as its box.
 */
export function StatChart({ model, svg, onZoom }: StatChartProps) {
  const box = useRef<HTMLDivElement>(null);
  const [hidden, setHidden] = useState<ReadonlySet<number>>(new Set());
  const [drawn, setDrawn] = useState(false);
  const [kept, setKept] = useState<Kept | null>(null);
  const empty = isEmptyChart(model);
  const Interactive = useInteractiveChart(!empty);
  const reading = readingOf(model, kept);
  const toggle = (index: number) => setHidden((before) => toggled(before, index));
  const zoom = (selection: Selection): void => {
    const { from, to } = selectedRange(model, selection);
    setKept(null);
    onZoom?.(from, to);
  };
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
              reading={reading}
              onRead={(next) => setKept(keptOf(model, next))}
              onSelect={onZoom === undefined ? null : zoom}
            />
          </div>
        )}
      </div>
      <p aria-live="polite" className="sr-only">
        {reading === null ? "" : said(model, reading, hidden)}
      </p>
    </div>
  );
}

function said(model: ChartModel, { index, skipped, anchor }: Reading, hidden: ReadonlySet<number>): string {
  return anchor === null ? readPoint(model, index, hidden, skipped) : readSelection(model, [anchor, index]);
}

function keptOf({ times }: ChartModel, reading: Reading | null): Kept | null {
  const t = reading === null ? undefined : times[reading.index];
  if (reading === null || t === undefined) return null;
  const { skipped, anchor } = reading;
  return { t, skipped, anchor: anchor === null ? null : (times[anchor] ?? null) };
}

/** Null when nothing is read, or what was read is out of the range by now. */
function readingOf({ times }: ChartModel, kept: Kept | null): Reading | null {
  const index = kept === null ? -1 : times.indexOf(kept.t);
  if (kept === null || index === -1) return null;
  const anchor = kept.anchor === null ? -1 : times.indexOf(kept.anchor);
  return { index, skipped: kept.skipped, anchor: anchor === -1 ? null : anchor };
}

function FirstPaint({ model, svg }: { model: ChartModel; svg: string }) {
  const { left, right } = model.margin;
  return (
    <div
      data-first-paint=""
      className="[&>svg]:block"
      style={{ paddingLeft: left, paddingRight: right }}
      // biome-ignore lint/security/noDangerouslySetInnerHtml: drawn by lib/presenters/chart, which escapes every name
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  );
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
