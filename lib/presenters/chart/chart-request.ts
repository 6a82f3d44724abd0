import type { Annotation } from "@/lib/domain/annotation";
import type { AxisSide, ChartRange, ChartSpec, ChartStyle } from "@/lib/domain/chart-spec";
import type { Series } from "@/lib/domain/series";
import { PRESETS, type Preset } from "@/lib/domain/step";
import { type ChartRequest, type DrawnStyle, seriesRequest } from "./model";

/** What was read for a chart, as far as it is drawn. */
export interface DrawnData {
  /** Empty is made from the names. */
  title: string;
  spec: ChartSpec;
  /** One or more, all of one range, step and zone. */
  series: Series[];
  /** The axis of each; left where there is none. */
  axes: AxisSide[];
  annotations: Pick<Annotation, "at" | "until" | "text">[];
  /** Unix seconds. */
  now: number;
}

/** The chart that was asked for, as `chartModel` takes it. CSS pixels. Throws a RangeError without a series. */
export function chartRequest(data: DrawnData, { width, height }: { width: number; height: number }): ChartRequest {
  const { title, spec, series, axes, annotations, now } = data;
  const asked = seriesRequest(spec.compare === null ? series.map((each) => ({ ...each, compare: null })) : series);
  return {
    ...asked,
    series: asked.series.map((each, index) => ({ ...each, axis: axes[index] ?? "left" })),
    width,
    height,
    title: title === "" ? undefined : title,
    style: settledStyle(spec.style, series),
    axes: spec.axes,
    scale: spec.scale,
    thresholds: spec.thresholds,
    annotations: spec.annotations
      ? annotations.map(({ at, until, text }) => ({ at: seconds(at), until: until && seconds(until), text }))
      : [],
    compare: spec.compare ?? undefined,
    earlierWords: spec.compare === null ? undefined : usualEarlier(spec.range, spec.compare),
    now,
  };
}

const MOST_BARS = 100;

/** `auto` is bars for one counter over few intervals, and lines for all else. */
export function settledStyle(style: ChartStyle, series: Pick<Series, "stat" | "points">[]): DrawnStyle {
  if (style !== "auto") return style;
  const [first] = series;
  const barred = series.length === 1 && first?.stat.kind === "counter" && first.points.length <= MOST_BARS;
  return barred ? "bar" : "line";
}

const EARLIER: Record<Preset["name"], string> = {
  hour: "the same hour yesterday",
  day: "the day before",
  week: "the week before",
  month: "the month before",
  year: "the year before",
};

/** How the earlier range is called when it is the one a preset is usually compared with; undefined for any other. */
function usualEarlier(range: ChartRange, compare: string): string | undefined {
  const preset = "preset" in range ? PRESETS.find(({ name }) => name === range.preset) : undefined;
  return preset?.compare === compare ? EARLIER[preset.name] : undefined;
}

function seconds(moment: Date): number {
  return Math.floor(moment.getTime() / 1_000);
}
