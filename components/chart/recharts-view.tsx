"use client";

import { memo, useEffect, useMemo, useState } from "react";
import { Area, Bar, CartesianGrid, ComposedChart, Line, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import { pageColour } from "@/lib/presenters/chart/colours";
import { crisp, groundOpacity } from "@/lib/presenters/chart/marks";
import type { ChartModel } from "@/lib/presenters/chart/model";
import { valueTicks } from "@/lib/presenters/chart/place";
import type { Selection } from "@/lib/presenters/chart/selection";
import { Brush, SelectionBand } from "./brush";
import { CursorMarks } from "./cursor-marks";
import { Annotations, FaintLines, RightMarks, Thresholds, type TickProps, TimeMark, ValueMark } from "./frame-marks";
import { KeyboardReader } from "./keyboard-reader";
import { NoteFlags } from "./note-flags";
import { PointTooltip } from "./point-tooltip";
import type { Reading } from "./reading";
import { groundAbove, type Row, rowsOf } from "./rows";
import { activeDot, BarMark, Dots, lineLook } from "./series-marks";

export interface InteractiveChartProps {
  model: ChartModel;
  /** The numbers of the series that are not drawn. */
  hidden: ReadonlySet<number>;
  /** CSS pixels, as the box was measured: what is drawn before the first measurement of its own. */
  width: number;
  onDrawn(): void;
  /** Where the keys are; null when they are nowhere. */
  reading: Reading | null;
  onRead(reading: Reading | null): void;
  /** Somebody selected a range, by dragging or by keys; null where none can be cut out. */
  onSelect: ((selection: Selection) => void) | null;
}

/**
 * The chart on recharts, with tooltip and crosshair; it lies exactly over what `drawSvg` draws. Keys and pointer have a
 * cursor each, and the one that moved last shows: recharts has keys of its own, but they start at the oldest interval.
 */
export function RechartsView({ model, hidden, width, onDrawn, reading, onRead, onSelect }: InteractiveChartProps) {
  const [pointing, setPointing] = useState(false);
  const [brushing, setBrushing] = useState(false);
  const keyed = reading !== null && !pointing;
  const rows = useMemo(() => rowsOf(model), [model]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said once, after the first paint
  useEffect(() => {
    const frame = requestAnimationFrame(() => requestAnimationFrame(onDrawn));
    return () => cancelAnimationFrame(frame);
  }, []);
  const chart = (
    <ResponsiveContainer width="100%" height={model.height} initialDimension={{ width, height: model.height }}>
      <Chart model={model} rows={rows} hidden={hidden} quiet={keyed || brushing} />
    </ResponsiveContainer>
  );
  return (
    <KeyboardReader
      model={model}
      hidden={hidden}
      reading={reading}
      onRead={onRead}
      onSelect={onSelect}
      onPointing={setPointing}
    >
      {onSelect === null ? (
        chart
      ) : (
        <Brush model={model} onSelect={onSelect} onBrushing={setBrushing}>
          {chart}
        </Brush>
      )}
      {!brushing && <NoteFlags model={model} />}
      {keyed && reading.anchor !== null && <SelectionBand model={model} selection={[reading.anchor, reading.index]} />}
      {keyed && <CursorMarks model={model} hidden={hidden} index={reading.index} />}
    </KeyboardReader>
  );
}

interface ChartProps {
  model: ChartModel;
  rows: Row[];
  hidden: ReadonlySet<number>;
  /** Something else has the cursor: the pointer's does not show. */
  quiet: boolean;
}

/** Kept from drawing again while only the cursor moves. */
const Chart = memo(function Chart({ model, rows, hidden, quiet }: ChartProps) {
  const { margin, height, x, axes } = model;
  const shown = [...model.series.keys()].filter((index) => !hidden.has(index)).reverse();
  const floor = height - margin.bottom;
  const marks = valueTicks(model, "left");
  return (
    <ComposedChart
      data={rows}
      margin={{ top: margin.top, right: margin.right, bottom: 0, left: 0 }}
      className="[&_.recharts-surface]:overflow-visible"
      accessibilityLayer={false}
      role="img"
      aria-label={model.title}
    >
      {axes && (
        <CartesianGrid
          vertical={false}
          horizontalPoints={[...marks.map(({ y }) => crisp(y)), crisp(floor)]}
          stroke={pageColour("hairline")}
        />
      )}
      <FaintLines model={model} />
      <Annotations model={model} />
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
        domain={[0, floor - margin.top]}
        ticks={marks.map(({ y }) => floor - y)}
        tick={(mark: TickProps) => <ValueMark mark={mark} model={model} />}
        width={margin.left}
        interval={0}
        axisLine={false}
        tickLine={false}
        allowDataOverflow
      />
      <RightMarks model={model} />
      {shown.map((index) => (
        <Drawn key={index} of={index} model={model} quiet={quiet} />
      ))}
      <Thresholds model={model} />
      <Tooltip
        active={quiet ? false : undefined}
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

/** One series: what it was earlier, its ground, its line or its bars, and its dots. */
function Drawn({ of, model, quiet }: { of: number; model: ChartModel; quiet: boolean }) {
  const series = model.series[of];
  if (series === undefined) return null;
  const opacity = groundOpacity(model);
  const isBar = model.style === "bar";
  return (
    <>
      {series.compare !== null && (
        <Line dataKey={`earlier${of}`} {...lineLook(model, series)} strokeOpacity={0.45} strokeDasharray="5 4" />
      )}
      {isBar && (
        <Bar
          dataKey={`value${of}`}
          isAnimationActive={false}
          shape={(bar: { payload?: Row }) => <BarMark bar={bar} model={model} series={series} />}
        />
      )}
      {!isBar && opacity > 0 && (
        <Area
          dataKey={`value${of}`}
          type="linear"
          stroke="none"
          fill={pageColour(series.colour)}
          fillOpacity={opacity}
          baseValue={groundAbove(model, series.axis)}
          activeDot={false}
          isAnimationActive={false}
        />
      )}
      {!isBar && <Line dataKey={`whole${of}`} {...lineLook(model, series)} activeDot={!quiet && activeDot(series)} />}
      {!isBar && series.unfinished && (
        <Line
          dataKey={`tail${of}`}
          {...lineLook(model, series)}
          strokeDasharray="1 5"
          activeDot={!quiet && activeDot(series)}
        />
      )}
      {!isBar && <Dots model={model} series={series} />}
    </>
  );
}
