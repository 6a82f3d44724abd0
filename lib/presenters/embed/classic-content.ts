import { type BinCount, binOf, type Extremes } from "@/lib/domain/distribution";
import { type Histogram, histogram } from "@/lib/domain/distribution-histogram";
import type { EmbedLook } from "@/lib/domain/embed-look";
import { displayNumber, withUnit } from "@/lib/domain/number";
import type { Series } from "@/lib/domain/series";
import { stepWords } from "@/lib/domain/step";
import { chartRequest, type DrawnData } from "@/lib/presenters/chart/chart-request";
import { latestOf } from "@/lib/presenters/chart/marks";
import { chartModel } from "@/lib/presenters/chart/model";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { seriesTable } from "@/lib/presenters/view/series-table";
import type { ClassicRequest } from "./classic-request";
import type { ClassicContent } from "./classic-script";

/** What was read for a page's snippet, one stat or more. `distribution` is that of a histogram of a value. */
export interface ClassicData extends DrawnData {
  distribution: { bins: BinCount[]; extremes: Extremes | null } | null;
}

/** The same as it is put into the page. */
export function classicContent(
  { kind, look }: Pick<ClassicRequest, "kind" | "look">,
  data: ClassicData,
): ClassicContent {
  if (kind === "text") return { number: latest(data, look) };
  if (kind === "table" || kind === "data") return numbers(kind, data);
  return { svg: kind === "histogram" ? spread(data, look) : drawPicture({ data, distribution: null, look }) };
}

/** How the numbers of a value are spread; of a counter, which keeps sums only, how those of its intervals are. */
function spread(data: ClassicData, look: EmbedLook): string {
  const { distribution, series, title } = data;
  if (distribution !== null) {
    return drawPicture({ data, distribution: histogram(distribution.bins, distribution.extremes), look });
  }
  const [counter] = series;
  const named = title !== "" || counter === undefined ? title : `${counter.stat.name}, ${stepWords(counter.step)}`;
  return drawPicture({ data: { ...data, title: named }, distribution: spreadOfSums(counter?.points ?? []), look });
}

function spreadOfSums(points: Series["points"]): Histogram {
  const sums = points.flatMap(({ v }) => (v === null ? [] : [v])).sort((a, b) => a - b);
  const [min, max] = [sums[0], sums.at(-1)];
  if (min === undefined || max === undefined) return histogram([], null);
  const counts = new Map<number, number>();
  for (const sum of sums) counts.set(binOf(sum), (counts.get(binOf(sum)) ?? 0) + 1);
  return histogram(
    Array.from(counts, ([bin, n]) => ({ bin, n })),
    { min, max },
  );
}

/** The number that stands above the drawing of the same: that of the latest interval that is over, where one is. */
function latest(data: ClassicData, look: EmbedLook): string {
  const [series] = chartModel(chartRequest(data, look)).series;
  const found = series === undefined ? null : latestOf(series);
  return found === null ? "no data" : withUnit(displayNumber(found.value), series?.unit ?? "");
}

/** Newest first, only the intervals in which something came. */
function numbers(kind: "table" | "data", { title, series }: DrawnData): ClassicContent {
  const { columns, rows } = seriesTable(series, false);
  const caption = title === "" ? columns.join(", ") : title;
  const head = ["Time", ...columns];
  const cells = rows.map((row) => [row.when, ...row.cells.map((cell) => cell?.exact ?? "–")]);
  return kind === "table" ? { caption, columns: head, rows: cells } : { caption, lines: aligned([head, ...cells]) };
}

function aligned(rows: string[][]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const cell = (text: string, column: number) =>
    column === 0 ? text.padEnd(widths[column] ?? 0) : text.padStart(widths[column] ?? 0);
  return rows.map((row) => row.map(cell).join("  ")).join("\n");
}
