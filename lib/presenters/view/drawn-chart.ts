import type { Series } from "@/lib/domain/series";
import { chartRequest, type DrawnData, settledStyle } from "@/lib/presenters/chart/chart-request";
import { type ChartModel, type ChartRequest, chartModel, seriesRequest } from "@/lib/presenters/chart/model";
import { drawSvg } from "@/lib/presenters/chart/svg";

/** A chart for a page: what the browser makes interactive, and the drawing that is there at first paint. */
export interface DrawnChart {
  model: ChartModel;
  svg: string;
}

interface Manner {
  height: number;
  /** What lies under it, when the earlier range is to be drawn: how much earlier, and what that is called. */
  earlier?: { compare: string; words: string };
  now?: Date;
}

const WIDTH = 1_000;

/** All series must be of one range, step and zone, as one read gives them. */
export function drawnChart(series: Series[], { height, earlier, now }: Manner): DrawnChart {
  const shown = earlier === undefined ? series.map((each) => ({ ...each, compare: null })) : series;
  return draw({
    ...seriesRequest(shown),
    width: WIDTH,
    height,
    style: settledStyle("auto", series),
    compare: earlier?.compare,
    earlierWords: earlier?.words,
    now: now === undefined ? undefined : Math.floor(now.getTime() / 1_000),
  });
}

/** The same of a chart that was kept or asked for with its spec. */
export function drawnSpec(data: DrawnData, height: number): DrawnChart {
  return draw(chartRequest(data, { width: WIDTH, height }));
}

export function draw(request: ChartRequest): DrawnChart {
  const model = chartModel(request);
  return { model, svg: drawSvg(model) };
}
