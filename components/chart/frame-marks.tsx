import { DefaultZIndexes, usePlotArea, ZIndexLayer } from "recharts";
import { pageColour } from "@/lib/presenters/chart/colours";
import { crisp, FLAG, MOST_THRESHOLD_LETTERS, NOTE_SIZE } from "@/lib/presenters/chart/marks";
import type { ChartMark, ChartModel } from "@/lib/presenters/chart/model";
import { axisOn, markShares, thresholdLines, valuePixel, valueTicks } from "@/lib/presenters/chart/place";
import { shortened } from "@/lib/presenters/chart/text";

export interface TickProps {
  x: number | string;
  y: number | string;
  index: number;
}

export function TimeMark({ mark, model }: { mark: TickProps; model: ChartModel }) {
  const tick = model.x.ticks[mark.index];
  if (tick === undefined) return null;
  const floor = model.height - model.margin.bottom;
  return (
    <g className={tick.minor ? "@max-lg:hidden" : undefined} fontSize={12}>
      <line x1={mark.x} x2={mark.x} y1={floor} y2={floor + 5} stroke={pageColour("hairline")} />
      <text
        x={mark.x}
        y={floor + 20}
        textAnchor="middle"
        fill={pageColour(tick.strong ? "ink" : "muted")}
        fontWeight={tick.strong ? 500 : undefined}
      >
        {tick.label}
      </text>
    </g>
  );
}

export function ValueMark({ mark, model }: { mark: TickProps; model: ChartModel }) {
  return (
    <text
      x={model.margin.left - 10}
      y={crisp(Number(mark.y)) + 4}
      textAnchor="end"
      fill={pageColour("muted")}
      fontSize={12}
      className="font-mono"
    >
      {model.y.ticks[mark.index]?.label}
    </text>
  );
}

/** The marks of the right axis: notches and labels, for the lines across are the left one's. */
export function RightMarks({ model }: { model: ChartModel }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const right = plot.x + plot.width;
  return valueTicks(model, "right").map(({ v, y, label }) => (
    <g key={v}>
      <line x1={right} x2={right + 5} y1={crisp(y)} y2={crisp(y)} stroke={pageColour("hairline")} />
      <text x={right + 10} y={crisp(y) + 4} fill={pageColour("muted")} fontSize={12} className="font-mono">
        {label}
      </text>
    </g>
  ));
}

/** The further lines of a log scale, and zero where numbers lie on both sides of it. */
export function FaintLines({ model }: { model: ChartModel }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const across = (v: number) => {
    const y = crisp(valuePixel({ ...model, yRight: null }, "left", v) as number);
    return { x1: plot.x, x2: plot.x + plot.width, y1: y, y2: y };
  };
  const { from, to, faint } = axisOn(model, "left");
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.grid}>
      {faint.map((v) => (
        <line key={v} {...across(v)} stroke={pageColour("hairline")} strokeOpacity={0.5} />
      ))}
      {model.axes && from < 0 && to > 0 && <line {...across(0)} stroke={pageColour("muted")} strokeOpacity={0.6} />}
    </ZIndexLayer>
  );
}

/** What happened: a flag on a pole for its beginning, a band for a stretch of time. */
export function Annotations({ model }: { model: ChartModel }) {
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.barBackground}>
      {model.annotations.map((mark, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; an annotation is its place
        <Annotation key={index} mark={mark} model={model} />
      ))}
    </ZIndexLayer>
  );
}

function Annotation({ mark, model }: { mark: ChartMark; model: ChartModel }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const { top, bottom } = model.margin;
  const floor = model.height - bottom;
  const { start, end } = markShares(model, mark);
  const x = plot.x + start * plot.width;
  const spread = { x, width: ((end ?? start) - start) * plot.width, fill: pageColour("accent") };
  return (
    <g data-annotation="">
      {end !== null && <rect {...spread} y={top} height={floor - top} fillOpacity={0.12} />}
      {end !== null && <rect {...spread} y={top} height={2} />}
      {mark.at >= model.x.from && (
        <g transform={`translate(${x} 0)`}>
          <line x1={0.5} x2={0.5} y1={1} y2={floor} stroke={pageColour("accent")} strokeOpacity={0.7} />
          <path d={FLAG} fill={pageColour("accent")} />
        </g>
      )}
    </g>
  );
}

/** Lines at values that matter, with their words above them. */
export function Thresholds({ model }: { model: ChartModel }) {
  const plot = usePlotArea();
  if (plot === undefined) return null;
  const [left, right] = [plot.x, plot.x + plot.width];
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.activeBar}>
      {thresholdLines(model).map(({ y, labelY, words, beyond, side }) => (
        <g key={`${side} ${y} ${words}`} data-threshold="">
          {beyond === null && (
            <line x1={left} x2={right} y1={crisp(y)} y2={crisp(y)} stroke={pageColour("ink")} strokeOpacity={0.75} />
          )}
          {model.axes && (
            <text
              x={side === "right" ? right - 4 : left + 4}
              y={labelY}
              textAnchor={side === "right" ? "end" : undefined}
              fill={pageColour("ink")}
              fontSize={NOTE_SIZE}
              stroke={pageColour("card")}
              strokeWidth={3}
              strokeLinejoin="round"
              paintOrder="stroke"
            >
              {beyond === null ? "" : beyond === "above" ? "↑ " : "↓ "}
              {shortened(words, MOST_THRESHOLD_LETTERS)}
            </text>
          )}
        </g>
      ))}
    </ZIndexLayer>
  );
}
