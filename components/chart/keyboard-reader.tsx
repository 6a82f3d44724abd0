import { type FocusEvent, type KeyboardEvent, type PointerEvent, type ReactNode, useId } from "react";
import { type CursorKey, isCursorKey, nextWithData } from "@/lib/presenters/chart/cursor";
import type { ChartModel } from "@/lib/presenters/chart/model";

interface KeyboardReaderProps {
  model: ChartModel;
  /** The numbers of the series that are not drawn. */
  hidden: ReadonlySet<number>;
  /** The interval that the keys are at; null before the first and after Escape. */
  cursor: number | null;
  /** `skipped` is how many intervals without data a single step passed over. */
  onCursor(index: number | null, skipped: number): void;
  /** Whether the pointer is on the chart and moved there since the last key. */
  onPointing(pointing: boolean): void;
  children: ReactNode;
}

/** One tab stop around a chart: the arrow keys, Home, End, PageUp and PageDown lead from number to number, Escape ends. */
export function KeyboardReader({ model, hidden, cursor, onCursor, onPointing, children }: KeyboardReaderProps) {
  const description = useId();
  const go = (key: CursorKey): void => {
    const next = nextWithData(model, hidden, cursor, key);
    const step = key === "ArrowLeft" || key === "ArrowRight";
    onPointing(false);
    onCursor(next, step && cursor !== null && next !== null ? Math.max(0, Math.abs(next - cursor) - 1) : 0);
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    if (isCursorKey(event.key)) go(event.key);
    else if (event.key === "Escape" && cursor !== null) onCursor(null, 0);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const onFocus = (event: FocusEvent): void => {
    if (cursor === null && event.currentTarget.matches(":focus-visible")) go("End");
  };
  // The window itself lost the focus when the chart still is the active element: reading goes on when it comes back.
  const onBlur = (event: FocusEvent): void => {
    if (document.activeElement !== event.currentTarget) onCursor(null, 0);
  };
  const onPointerMove = ({ movementX, movementY }: PointerEvent): void => {
    if (movementX !== 0 || movementY !== 0) onPointing(true);
  };
  return (
    <div
      role="application"
      aria-roledescription="chart"
      aria-label={`${model.title === "" ? "" : `${model.title}. `}Arrow keys read the numbers`}
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
