import { useRef, useState } from "react";
import type { ChartMark, ChartModel } from "@/lib/presenters/chart/model";
import { markShares } from "@/lib/presenters/chart/place";
import { Beside } from "./beside";
import { NoteWords } from "./note-words";

/** Flags that stand nearer than this are read together. CSS pixels. */
const TOGETHER = 12;

/** What each flag says, for the pointer that rests on it: the flags themselves are drawn with the chart. */
export function NoteFlags({ model }: { model: ChartModel }) {
  const { annotations, margin } = model;
  const plot = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState<ChartMark | null>(null);
  const shareOf = (mark: ChartMark): number => markShares(model, mark).start;
  const share = open === null ? 0 : shareOf(open);
  const near = (mark: ChartMark): boolean =>
    Math.abs(shareOf(mark) - share) * (plot.current?.clientWidth ?? 0) <= TOGETHER;
  return (
    <div
      ref={plot}
      className="pointer-events-none absolute inset-y-0 z-10"
      style={{ left: margin.left, right: margin.right }}
      aria-hidden="true"
    >
      {annotations.map((mark, index) => (
        <div
          // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; an annotation is its place
          key={index}
          data-flag=""
          className="pointer-events-auto absolute -top-1 h-5 w-5 -translate-x-1"
          style={{ left: `${shareOf(mark) * 100}%` }}
          onPointerEnter={() => setOpen(mark)}
          onPointerLeave={() => setOpen(null)}
        />
      ))}
      {open !== null && (
        <Beside share={share} top={margin.top + 8} gap={4}>
          <div className="max-w-72 rounded-small border border-hairline bg-card px-3 py-2 text-small text-ink shadow-float">
            <NoteWords notes={annotations.filter(near)} zone={model.zone} />
          </div>
        </Beside>
      )}
    </div>
  );
}
