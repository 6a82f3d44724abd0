import type { Bucket, Series } from "@/lib/domain/series";
import { type Cell, csv } from "./csv";

const FIELDS = ["n", "v", "sum", "min", "max"] as const;

/**
 * One stat's buckets, a line each: `t` (unix seconds) and what came, then the same of the earlier range when there
 * is one. Cells without data are empty.
 */
export function seriesCsv(series: Series): string {
  return csv(header([series]), lines(series));
}

/** Several stats' buckets, one stat after the other, each line beginning with the stat's name. */
export function manySeriesCsv(many: Series[]): string {
  return csv(
    ["stat", ...header(many)],
    many.flatMap((series) => lines(series).map((line) => [series.stat.name, ...line])),
  );
}

function header(many: Series[]): string[] {
  const compares = many.some((series) => series.compare !== null);
  return ["t", ...FIELDS, ...(compares ? FIELDS.map((field) => `compare_${field}`) : [])];
}

function lines({ points, compare }: Series): Cell[][] {
  return points.map((point, index) => [point.t, ...cells(point), ...(compare ? cells(compare[index]) : [])]);
}

function cells(bucket: Bucket | undefined): Cell[] {
  return FIELDS.map((field) => bucket?.[field] ?? null);
}
