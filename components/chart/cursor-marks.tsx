import type { CSSProperties } from "react";
import { pageColour } from "@/lib/presenters/chart/colours";
import { cursorPlace } from "@/lib/presenters/chart/cursor";
import type { ChartModel } from "@/lib/presenters/chart/model";
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
      <div className={`absolute inset-x-0 flex ${share > 0.5 ? "flex-row-reverse" : ""}`} style={{ top: margin.top }}>
        <div className="min-w-0" style={spacer(share > 0.5 ? 1 - share : share)} />
        <div className="max-w-full shrink-0">
          <PointTooltip model={model} index={index} hidden={hidden} />
        </div>
      </div>
    </div>
  );
}

/** Holds the tooltip away from the crosshair; gives way where the tooltip would leave the plot. */
function spacer(share: number): CSSProperties {
  return { flex: `0 1 calc(${share * 100}% + 14px)` };
}
