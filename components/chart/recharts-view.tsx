"use client";

import { Fragment, memo, useEffect, useMemo, useState } from "react";
import {
  Area,
  Bar,
  CartesianGrid,
  ComposedChart,
  DefaultZIndexes,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
  ZIndexLayer,
} from "recharts";
import { pageColour } from "@/lib/presenters/chart/colours";
import { drawnAt } from "@/lib/presenters/chart/cursor";
import { BAR_AIR, crisp, finishedPart, isLonely, strokeWidth, unfinishedTail } from "@/lib/presenters/chart/marks";
import type { ChartModel, ChartSeries } from "@/lib/presenters/chart/model";
import { CursorMarks } from "./cursor-marks";
import { KeyboardReader } from "./keyboard-reader";
import { PointTooltip } from "./point-tooltip";

export interface InteractiveChartProps {
  model: ChartModel;
  /** The numbers of the series that are not drawn. */
  hidden: ReadonlySet<number>;
  /** CSS pixels, as the box was measured: what is drawn before the first measurement of its own. */
  width: number;
  onDrawn(): void;
  /** The interval that the keys are at; null when they are nowhere. */
  cursor: number | null;
  /** `skipped` is how many intervals without data the last step passed over. */
  onCursor(index: number | null, skipped: number): void;
}

/** One interval. `at` is where it is drawn; then for each series `value0`, `whole0`, `tail0` and `earlier0`. */
interface Row {
  t: number;
  at: number;
  index: number;
  [column: string]: number | null;
}

/**
 * The chart on recharts, with tooltip and crosshair; it lies exactly over what `drawSvg` draws. Keys and pointer have a
 * cursor each, and the one that moved last shows: recharts has keys of its own, but they start at the oldest interval.
 */
export function RechartsView({ model, hidden, width, onDrawn, cursor, onCursor }: InteractiveChartProps) {
  const [pointing, setPointing] = useState(false);
  const keyed = cursor !== null && !pointing;
  const rows = useMemo(() => rowsOf(model), [model]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, after the first paint
  useEffect(() => {
    const frame = requestAnimationFrame(() => requestAnimationFrame(onDrawn));
    return () => cancelAnimationFrame(frame);
  }, []);
  return (
    <KeyboardReader model={model} hidden={hidden} cursor={cursor} onCursor={onCursor} onPointing={setPointing}>
      <ResponsiveContainer width="100%" height={model.height} initialDimension={{ width, height: model.height }}>
        <Chart model={model} rows={rows} hidden={hidden} keyed={keyed} />
      </ResponsiveContainer>
      {keyed && <CursorMarks model={model} hidden={hidden} index={cursor} />}
    </KeyboardReader>
  );
}

interface ChartProps {
  model: ChartModel;
  rows: Row[];
  hidden: ReadonlySet<number>;
  /** The keys have the cursor: the pointer's does not show. */
  keyed: boolean;
}

/** Kept from drawing again while only the cursor moves. */
const Chart = memo(function Chart({ model, rows, hidden, keyed }: ChartProps) {
  const { margin, height, x, y, style } = model;
  const shown = model.series.flatMap((series, index) => (hidden.has(index) ? [] : [{ series, index }])).reverse();
  const floor = height - margin.bottom;
  const pixel = (v: number): number => floor - ((v - y.from) / (y.to - y.from)) * (floor - margin.top);
  return (
    <ComposedChart
      data={rows}
      margin={{ top: margin.top, right: margin.right, bottom: 0, left: 0 }}
      className="[&_.recharts-surface]:overflow-visible"
      accessibilityLayer={false}
      role="img"
      aria-label={model.title}
    >
      <CartesianGrid
        vertical={false}
        horizontalPoints={[...y.ticks.map(({ v }) => crisp(pixel(v))), crisp(floor)]}
        stroke={pageColour("hairline")}
      />
      {y.from < 0 && y.to > 0 && (
        <ReferenceLine y={0} stroke={pageColour("muted")} strokeOpacity={0.6} zIndex={DefaultZIndexes.grid} />
      )}
      <XAxis
        dataKey="at"
        type="number"
        domain={[x.from, x.to]}
        ticks={x.ticks.map(({ t }) => t)}
        tick={(mark: TickProps) => <TimeMark mark={mark} model={model} />}
        height={margin.bottom}
        interval={0}
        axisLine={false}
        tickLine={false}
      />
      <YAxis
        domain={[y.from, y.to]}
        ticks={y.ticks.map(({ v }) => v)}
        tick={(mark: TickProps) => <ValueMark mark={mark} model={model} />}
        width={margin.left}
        interval={0}
        axisLine={false}
        tickLine={false}
      />
      {shown.map(({ series, index }) => (
        <Fragment key={index}>
          {series.compare !== null && (
            <Line dataKey={`earlier${index}`} {...lineLook(model, series)} strokeOpacity={0.45} strokeDasharray="5 4" />
          )}
          {style === "bar" && (
            <Bar
              dataKey={`value${index}`}
              isAnimationActive={false}
              shape={(bar: BarProps) => <BarMark bar={bar} model={model} />}
            />
          )}
          {style === "line" && model.series.length === 1 && (
            <Area
              dataKey={`value${index}`}
              type="linear"
              stroke="none"
              fill={pageColour(series.colour)}
              fillOpacity={0.08}
              baseValue={Math.min(Math.max(0, y.from), y.to)}
              activeDot={false}
              isAnimationActive={false}
            />
          )}
          {style === "line" && (
            <Line dataKey={`whole${index}`} {...lineLook(model, series)} activeDot={!keyed && activeDot(series)} />
          )}
          {style === "line" && series.unfinished && (
            <Line
              dataKey={`tail${index}`}
              {...lineLook(model, series)}
              strokeDasharray="1 5"
              activeDot={!keyed && activeDot(series)}
            />
          )}
          {style === "line" && <Dots series={series} rows={rows} />}
        </Fragment>
      ))}
      <Tooltip
        active={keyed ? false : undefined}
        content={({ active, label }) =>
          active ? (
            <PointTooltip model={model} index={rows.findIndex(({ at }) => at === label)} hidden={hidden} />
          ) : null
        }
        cursor={{ stroke: pageColour("muted"), strokeOpacity: 0.5 }}
        isAnimationActive={false}
        filterNull={false}
        offset={14}
      />
    </ComposedChart>
  );
});

interface TickProps {
  x: number | string;
  y: number | string;
  index: number;
}

function TimeMark({ mark, model }: { mark: TickProps; model: ChartModel }) {
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

function ValueMark({ mark, model }: { mark: TickProps; model: ChartModel }) {
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

interface BarProps {
  payload?: Row;
}

function BarMark({ bar, model }: { bar: BarProps; model: ChartModel }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  const index = bar.payload?.index ?? -1;
  const series = model.series[0];
  const value = series?.values[index] ?? null;
  if (x === undefined || y === undefined || series === undefined || value === null) return null;
  const start = x(model.times[index]) ?? 0;
  const width = (x(model.times[index + 1] ?? model.end) ?? 0) - start;
  const top = y(value) ?? 0;
  const base = y(0) ?? 0;
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
function Dots({ series, rows }: { series: ChartSeries; rows: Row[] }) {
  const x = useXAxisScale();
  const y = useYAxisScale();
  if (x === undefined || y === undefined) return null;
  const { values, compare, unfinished } = series;
  const colour = pageColour(series.colour);
  const place = (index: number, value: number) => ({ cx: x(rows[index]?.at), cy: y(value) });
  const lonely = (list: (number | null)[], opacity?: number) =>
    list.map((value, index) =>
      value !== null && isLonely(list, index) ? (
        <circle key={rows[index]?.t} {...place(index, value)} r={2} fill={colour} fillOpacity={opacity} />
      ) : null,
    );
  const last = values.findLastIndex((value) => value !== null);
  const edge = unfinished
    ? { r: 3.25, fill: pageColour("card"), stroke: colour, strokeWidth: 1.75 }
    : { r: 4, fill: colour, stroke: pageColour("card"), strokeWidth: 2 };
  return (
    <ZIndexLayer zIndex={DefaultZIndexes.scatter}>
      <g>{lonely(compare ?? [], 0.45)}</g>
      <g>{lonely(values)}</g>
      {last !== -1 && <circle {...place(last, values[last] as number)} {...edge} />}
    </ZIndexLayer>
  );
}

function lineLook(model: ChartModel, series: ChartSeries) {
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

function activeDot({ colour }: ChartSeries) {
  return { r: 4.5, fill: pageColour(colour), stroke: pageColour("card"), strokeWidth: 2 };
}

function rowsOf(model: ChartModel): Row[] {
  const { times, series } = model;
  const columns = series.map(({ values, compare, unfinished }) => ({
    value: values,
    whole: finishedPart(values, unfinished),
    tail: unfinishedTail(values, unfinished),
    earlier: compare ?? [],
  }));
  return times.map((t, index) => {
    const row: Row = { t, index, at: drawnAt(model, index) };
    columns.forEach((column, at) => {
      for (const [name, values] of Object.entries(column)) row[`${name}${at}`] = values[index] ?? null;
    });
    return row;
  });
}
