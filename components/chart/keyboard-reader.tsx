import { type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useId } from "react";
import { type CursorKey, isCursorKey, nextWithData } from "@/lib/presenters/chart/cursor";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { nextNoted } from "@/lib/presenters/chart/notes";
import type { Selection } from "@/lib/presenters/chart/selection";
import type { Reading } from "./reading";

interface KeyboardReaderProps {
  model: ChartModel;
  /** The numbers of the series that are not drawn. */
  hidden: ReadonlySet<number>;
  /** Null before the first key and after Escape. */
  reading: Reading | null;
  onRead(reading: Reading | null): void;
  /** Enter on a selection; null where a range cannot be cut out. */
  onSelect: ((selection: Selection) => void) | null;
  /** Whether the pointer is on the chart and moved there since the last key. */
  onPointing(pointing: boolean): void;
  children: ReactNode;
}

/**
 * One tab stop around a chart: the arrow keys, Home, End, PageUp and PageDown lead from number to number, with Shift
 * they select a range that Enter cuts out; N leads to the next annotation, Shift and N back; Escape ends.
 */
export function KeyboardReader(props: KeyboardReaderProps) {
  const { model, hidden, reading, onRead, onSelect, onPointing, children } = props;
  const description = useId();
  const go = (key: CursorKey, selecting: boolean): void => {
    const from = reading?.index ?? null;
    const index = nextWithData(model, hidden, from, key);
    const step = (key === "ArrowLeft" || key === "ArrowRight") && from !== null && index !== null;
    onPointing(false);
    const skipped = step ? Math.max(0, Math.abs(index - from) - 1) : 0;
    const anchor = selecting ? (reading?.anchor ?? from ?? index) : null;
    onRead(index === null ? null : { index, skipped, anchor });
  };
  const goToNote = (sign: 1 | -1): void => {
    const index = nextNoted(model, reading?.index ?? null, sign);
    onPointing(false);
    if (index !== null) onRead({ index, skipped: 0, anchor: null });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    const selecting = event.shiftKey && onSelect !== null;
    if (isCursorKey(event.key) && (!event.shiftKey || selecting)) go(event.key, selecting);
    else if (event.key.toLowerCase() === "n" && model.annotations.length > 0) goToNote(event.shiftKey ? -1 : 1);
    else if (event.key === "Escape" && reading !== null) onRead(unselected(reading));
    else if (event.key === "Enter" && typeof reading?.anchor === "number") onSelect?.([reading.anchor, reading.index]);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: FocusEvent): void => {
    if (reading === null && event.currentTarget.matches(":focus-visible")) go("End", false);
  };
  // The window itself lost the focus when the chart still is the active element: reading goes on when it comes back.
  const onBlur = (event: FocusEvent): void => {
    if (document.activeElement !== event.currentTarget) onRead(null);
  };
  const onPointerMove = ({ movementX, movementY }: PointerEvent): void => {
    if (movementX !== 0 || movementY !== 0) onPointing(true);
  };
  return (
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={label(model, onSelect !== null)}
      aria-describedby={description}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it answers to keys
      tabIndex={0}
      className="relative"
      onKeyDown={onKeyDown}
      onFocus={onFocus}
      onBlur={onBlur}
      onPointerMove={onPointerMove}
      onPointerLeave={() => onPointing(false)}
    >
      <p id={description} hidden>
        {model.description}
      </p>
      {children}
    </div>
  );
}

/** The first Escape gives up the selection, the second the reading. */
function unselected(reading: Reading): Reading | null {
  return reading.anchor === null ? null : { ...reading, skipped: 0, anchor: null };
}

function label({ title, annotations }: ChartModel, zooms: boolean): string {
  const keys = [
    "Arrow keys read the numbers",
    ...(annotations.length > 0 ? ["N goes to the next annotation"] : []),
    ...(zooms ? ["Shift and arrow keys select a range, Enter shows it alone"] : []),
  ];
  return `${title === "" ? "" : `${title}. `}${keys.join(". ")}`;
}
