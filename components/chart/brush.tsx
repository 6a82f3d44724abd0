import { type PointerEvent, type ReactNode, useRef, useState } from "react";
import { pageColour } from "@/lib/presenters/chart/colours";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { rangeWords } from "@/lib/presenters/chart/moment-words";
import { intervalAt, type Selection, selectedRange, selectionShares } from "@/lib/presenters/chart/selection";
import { Beside } from "./beside";

/** A drag that is shorter is a click. CSS pixels. */
const LEAST_DRAG = 6;

interface BrushProps {
  model: ChartModel;
  onSelect(selection: Selection): void;
  /** Whether somebody is dragging: nothing else should show meanwhile. */
  onBrushing(brushing: boolean): void;
  children: ReactNode;
}

interface Drag {
  /** Where it began: CSS pixels in the window, and a share of the plot's width. */
  x: number;
  share: number;
}

/** Lets mouse and pen draw a range across the plot. A finger scrolls the page, as everywhere. */
export function Brush({ model, onSelect, onBrushing, children }: BrushProps) {
  const box = useRef<HTMLDivElement>(null);
  const drag = useRef<Drag | null>(null);
  const [selection, setSelection] = useState<Selection | null>(null);
  const shareAt = ({ clientX }: PointerEvent): number => {
    const { left, width } = (box.current as HTMLDivElement).getBoundingClientRect();
    return (clientX - left - model.margin.left) / (width - model.margin.left - model.margin.right);
  };
  const isOnPlot = (event: PointerEvent): boolean => {
    const { top } = (box.current as HTMLDivElement).getBoundingClientRect();
    const share = shareAt(event);
    return share >= 0 && share <= 1 && event.clientY - top <= model.height - model.margin.bottom;
  };
  const end = (): void => {
    drag.current = null;
    setSelection(null);
    onBrushing(false);
  };
  const onPointerDown = (event: PointerEvent): void => {
    if (event.pointerType === "touch" || event.button !== 0 || !isOnPlot(event)) return;
    drag.current = { x: event.clientX, share: shareAt(event) };
  };
  const onPointerMove = (event: PointerEvent): void => {
    const begun = drag.current;
    if (begun === null || (selection === null && Math.abs(event.clientX - begun.x) < LEAST_DRAG)) return;
    if (selection === null) {
      box.current?.setPointerCapture(event.pointerId);
      onBrushing(true);
    }
    setSelection([intervalAt(model, begun.share), intervalAt(model, shareAt(event))]);
  };
  const onPointerUp = (): void => {
    if (drag.current !== null && selection !== null) onSelect(selection);
    end();
  };
  return (
    <div
      ref={box}
      className="select-none"
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={end}
    >
      {children}
      {selection !== null && <SelectionBand model={model} selection={selection} />}
    </div>
  );
}

/** The selected range, laid over the plot, and which it is. */
export function SelectionBand({ model, selection }: { model: ChartModel; selection: Selection }) {
  const { margin, height, step, zone } = model;
  const { start, end } = selectionShares(model, selection);
  const { from, to } = selectedRange(model, selection);
  return (
    <div
      className="pointer-events-none absolute inset-y-0 z-10"
      style={{ left: margin.left, right: margin.right }}
      data-selection=""
      aria-hidden="true"
    >
      <div
        className="absolute border-x"
        style={{
          left: `${start * 100}%`,
          width: `${(end - start) * 100}%`,
          top: margin.top,
          height: height - margin.top - margin.bottom,
          borderColor: pageColour("accent"),
          background: `color-mix(in srgb, ${pageColour("accent")} 14%, transparent)`,
        }}
      />
      <Beside share={start > 0.5 ? end : start} top={margin.top + 6} gap={0}>
        <p className="rounded-small border border-hairline bg-card px-2 py-0.5 text-small text-ink shadow-float">
          {rangeWords(from, to, step, zone)}
        </p>
      </Beside>
    </div>
  );
}
