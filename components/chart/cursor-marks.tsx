import { pageColour } from "@/lib/presenters/chart/colours";
import { cursorPlace } from "@/lib/presenters/chart/cursor";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { Beside } from "./beside";
import { PointTooltip } from "./point-tooltip";

interface CursorMarksProps {
  model: ChartModel;
  hidden: ReadonlySet<number>;
  /** Which interval. */
  index: number;
}

/** Crosshair, dots and tooltip of the arrow keys, laid over the plot as the pointer's are. */
export function CursorMarks({ model, hidden, index }: CursorMarksProps) {
  const { margin, height } = model;
  const { share, dots } = cursorPlace(model, hidden, index);
  const x = `${share * 100}%`;
  return (
    <div
      className="pointer-events-none absolute inset-y-0 z-10"
      style={{ left: margin.left, right: margin.right }}
      data-cursor={index}
      aria-hidden="true"
    >
      <svg width="100%" height={height} className="block overflow-visible" aria-hidden="true">
        <line
          x1={x}
          x2={x}
          y1={margin.top}
          y2={height - margin.bottom}
          stroke={pageColour("muted")}
          strokeOpacity={0.5}
        />
        {dots.map(({ y, colour }) => (
          <circle
            key={colour}
            cx={x}
            cy={y}
            r={4.5}
            fill={pageColour(colour)}
            stroke={pageColour("card")}
            strokeWidth={2}
          />
        ))}
      </svg>
      <Beside share={share} top={margin.top} gap={14}>
        <PointTooltip model={model} index={index} hidden={hidden} />
      </Beside>
    </div>
  );
}
