import { DefaultZIndexes, useXAxisScale, ZIndexLayer } from "recharts";
import { pageColour } from "@/lib/presenters/chart/colours";
import { BAR_AIR, isLonely, strokeWidth } from "@/lib/presenters/chart/marks";
import type { ChartModel, ChartSeries } from "@/lib/presenters/chart/model";
import { axisOn, groundOf, valuePixel } from "@/lib/presenters/chart/place";
import type { Row } from "./rows";

interface BarProps {
  payload?: Row;
}

export function BarMark({ bar, model, series }: { bar: BarProps; model: ChartModel; series: ChartSeries }) {
  const x = useXAxisScale();
  const index = bar.payload?.index ?? -1;
  const value = series.values[index] ?? null;
  const top = value === null ? null : valuePixel(model, series.axis, value);
  if (x === undefined || top === null) return null;
  const start = x(model.times[index]) ?? 0;
  const width = (x(model.times[index + 1] ?? model.end) ?? 0) - start;
  const base = valuePixel(model, series.axis, groundOf(axisOn(model, series.axis))) ?? top;
  return (
    <rect
      x={start + width * BAR_AIR}
      width={width * (1 - 2 * BAR_AIR)}
      y={Math.min(top, base)}
      height={Math.max(1, Math.abs(base - top))}
      rx={1.5}
      fill={pageColour(series.colour)}
      fillOpacity={series.unfinished && index === series.values.length - 1 ? 0.45 : undefined}
    />
  );
}

/** Lonely points, which no line shows, and the last point. */
export function Dots({ model, series }: { model: ChartModel; series: ChartSeries }) {
  const x = useXAxisScale();
  if (x === undefined) return null;
  const { values, compare, unfinished } = series;
  const colour = pageColour(series.colour);
  const placed = (list: (number | null)[]): (number | null)[] =>
    list.map((value) => (value === null ? null : valuePixel(model, series.axis, value)));
  const lonely = (list: (number | null)[], opacity?: number) => {
    const places = placed(list);
    return places.map((y, index) =>
      y !== null && isLonely(places, index) ? (
        <circle key={model.times[index]} cx={x(model.times[index])} cy={y} r={2} fill={colour} fillOpacity={opacity} />
      ) : null,
    );
  };
  const places = placed(values);
  const last = places.findLastIndex((y) => y !== null);
  const edge = unfinished
    ? { r: 3.25, fill: pageColour("card"), stroke: colour, strokeWidth: 1.75 }
    : { r: 4, fill: colour, stroke: pageColour("card"), strokeWidth: 2 };
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g>{lonely(compare ?? [], 0.45)}</g>
      <g>{lonely(values)}</g>
      {last !== -1 && <circle cx={x(model.times[last])} cy={places[last] as number} {...edge} />}
    </ZIndexLayer>
  );
}

export function lineLook(model: ChartModel, series: ChartSeries) {
  return {
    type: "linear",
    stroke: pageColour(series.colour),
    strokeWidth: strokeWidth(model),
    strokeLinejoin: "round",
    strokeLinecap: "round",
    dot: false,
    activeDot: false,
    connectNulls: false,
    isAnimationActive: false,
  } as const;
}

export function activeDot({ colour }: ChartSeries) {
  return { r: 4.5, fill: pageColour(colour), stroke: pageColour("card"), strokeWidth: 2 };
}
