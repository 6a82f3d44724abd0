import type { Bucket } from "@/lib/domain/series";
import { chartRequest } from "@/lib/presenters/chart/chart-request";
import { type ChartModel, chartModel } from "@/lib/presenters/chart/model";
import { manySeriesCsv, seriesCsv } from "@/lib/presenters/csv/series";
import { type EmbedData, histogramOf } from "./embed-data";

/**
 * What an embed shows as JSON: its series as the API answers them, without what only the team is told of a stat. A
 * histogram's buckets come along. The range is that of the whole buckets, so that nothing changes before its numbers do.
 */
export function embedJson(data: EmbedData): string {
  const histogram = data.spec.kind === "histogram" ? { histogram: histogramOf(data) } : {};
  const { title, times, end } = modelOf(data);
  return JSON.stringify({
    title,
    data: data.series.map(({ stat, step, zone, points, compare }) => ({
      stat: { name: stat.name, kind: stat.kind, unit: stat.unit },
      ...{ from: times[0], to: end, step, tz: zone },
      points: points.map(bucket),
      compare: compare?.map(bucket) ?? null,
    })),
    ...histogram,
  });
}

/** The same as CSV: of one stat its lines, of several each line begins with the name. */
export function embedCsv({ series }: EmbedData): string {
  const [first, ...others] = series;
  return first !== undefined && others.length === 0 ? seriesCsv(first) : manySeriesCsv(series);
}

/** What an embed is called: its title, or the names of its stats. */
export function titleOf(data: EmbedData): string {
  return modelOf(data).title;
}

function modelOf(data: EmbedData): ChartModel {
  return chartModel(chartRequest(data, { width: 600, height: 200 }));
}

function bucket({ t, n, v, sum, min, max }: Bucket): Bucket {
  return { t, n, v, sum, min, max };
}
