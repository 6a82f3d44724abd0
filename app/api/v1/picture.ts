import { z } from "zod";
import type { Context } from "@/lib/context";
import { type ChartRange, type ChartSpec, MAX_THRESHOLDS, PLAIN_CHART } from "@/lib/domain/chart-spec";
import { histogram, MOST_BUCKETS } from "@/lib/domain/distribution-histogram";
import { EMBED_SIZE, EMBED_THEMES, PLAIN_LOOK } from "@/lib/domain/embed-look";
import { PRESETS, parseDuration } from "@/lib/domain/step";
import { isZone } from "@/lib/domain/zone";
import { chartSpecInput, chartTitle } from "@/lib/interactors/charts/chart-spec-input";
import { type ChartData, readChart } from "@/lib/interactors/charts/read-chart";
import { invalid, parseInput } from "@/lib/interactors/parse";
import { noDistribution } from "@/lib/interactors/series/read-distribution";
import { seriesRange } from "@/lib/interactors/series/series-range";
import { drawPicture } from "@/lib/presenters/chart/picture";
import { renderPng } from "@/lib/presenters/chart/png";
import { pictureResponse } from "@/lib/presenters/http/picture-response";
import type { QueryTypes } from "@/lib/presenters/http/read-request";
import { readThreshold } from "@/lib/presenters/view/range";

/** What a route that reads series can answer besides JSON. */
export const PICTURES = ["svg", "png"] as const;
export const FILES = ["csv", ...PICTURES] as const;
type PictureFormat = (typeof PICTURES)[number];

const MOST_PIXELS = 8_000_000;

const side = (most: number) => z.int().min(EMBED_SIZE.least).max(most);
const { style, scale } = chartSpecInput.shape;

const look = {
  width: side(EMBED_SIZE.mostWidth).default(PLAIN_LOOK.width).describe("Of a picture, CSS pixels."),
  height: side(EMBED_SIZE.mostHeight).default(PLAIN_LOOK.height).describe("Of a picture, CSS pixels."),
  dpr: z.int().min(1).max(3).default(2).describe("Of a PNG: how many of its pixels make a CSS pixel, 1 to 3."),
  theme: z
    .enum(EMBED_THEMES)
    .default(PLAIN_LOOK.theme)
    .describe("Of a picture. auto follows whoever looks at an SVG; a PNG is then light."),
  title: chartTitle.describe("Of a picture; made of the names when absent."),
  heading: z
    .boolean()
    .default(PLAIN_LOOK.heading)
    .describe("Whether title and latest value stand above the chart of a picture."),
  download: z.boolean().default(false).describe("Whether a picture is a file to keep instead of one to show."),
};

const { from, to, step, tz, compare } = seriesRange.shape;
const zone = tz
  .refine((name) => name === undefined || isZone(name), "is not an IANA time zone")
  .describe(tz.description ?? "");
const earlier = compare
  .refine((text) => text === undefined || parseDuration(text) !== null, "must be a duration such as 1w")
  .describe(compare.description ?? "");

/** How the picture of some series is drawn; its range, step, zone and comparison are those of the series. */
export const pictureInput = z.strictObject({
  ...{ from, to, step, tz: zone, compare: earlier },
  range: z
    .enum(PRESETS.map(({ name }) => name))
    .optional()
    .describe("Of a picture: instead of `from` and `to`, a range until now, with a step that suits it."),
  kind: z.enum(["graph", "number", "spark"]).default("graph").describe("Of a picture."),
  style,
  scale,
  axes: z.boolean().default(PLAIN_CHART.axes).describe("Of a picture: without axes a graph is its lines alone."),
  annotations: z
    .boolean()
    .default(PLAIN_CHART.annotations)
    .describe("Of a picture: whether what happened is marked in it."),
  threshold: z
    .array(z.string())
    .max(MAX_THRESHOLDS)
    .default([])
    .describe("Of a picture: a line at a value, such as `95`, `95:limit` or `right:95:limit`. May be given 4 times."),
  right: z
    .array(z.string())
    .default([])
    .describe("Of a picture: the ids of the stats that are drawn on the right axis, separated by commas."),
  ...look,
});

/** How the values of its query are meant. */
export const PICTURE_TYPES: QueryTypes = {
  numbers: ["width", "height", "dpr"],
  flags: ["axes", "annotations", "heading", "download"],
  lists: ["right"],
  repeated: ["threshold"],
};

/** A picture of some stats of the team, or of some shared with it. Throws what `readChart` throws. */
export async function seriesPicture(
  ctx: Context,
  format: PictureFormat,
  asked: z.input<typeof pictureInput> & { ids: string[] },
): Promise<Response> {
  const { ids, ...query } = asked;
  const input = parseInput(pictureInput, query);
  refuseHuge(input);
  const stats = [...new Set(ids)].map((id) => ({ id, axis: axisOf(id, input.right) }));
  refuseStrangers(input.right, ids);
  const data = await readChart(ctx, { title: input.title, stats, spec: specOf(input) });
  return draw(format, data, null, input);
}

/** How the picture of a histogram is drawn; its range is that of the histogram. */
export const histogramPictureInput = z.strictObject({
  ...{ from, to, tz: zone },
  buckets: z.int().min(2).max(MOST_BUCKETS).optional(),
  scale: z.enum(["auto", "linear", "log"]).optional(),
  ...look,
});

/** A picture of how the numbers of a value stat are spread. Throws what `readChart` throws, and `unprocessable`. */
export async function histogramPicture(
  ctx: Context,
  format: PictureFormat,
  asked: z.input<typeof histogramPictureInput> & { id: string },
): Promise<Response> {
  const { id, ...query } = asked;
  const input = parseInput(histogramPictureInput, query);
  refuseHuge(input);
  const { from = "-1w", to = "now", tz, buckets, scale } = input;
  const spec = { ...PLAIN_CHART, kind: "histogram" as const, range: { from, to }, zone: tz ?? null };
  const data = await readChart(ctx, { title: input.title, stats: [{ id }], spec });
  if (data.distribution === null) throw noDistribution();
  const { bins, extremes } = data.distribution;
  return draw(format, data, histogram(bins, extremes, { most: buckets, scale }), input);
}

type Look = Pick<z.output<typeof pictureInput>, keyof typeof look>;

async function draw(
  format: PictureFormat,
  data: ChartData,
  distribution: ReturnType<typeof histogram> | null,
  { width, height, dpr, theme: asked, heading, download }: Look,
): Promise<Response> {
  const theme = format === "png" && asked === "auto" ? "light" : asked;
  const svg = drawPicture({ data, distribution, look: { theme, width, height, heading, credit: false } });
  const [first, ...others] = data.series;
  const name = first === undefined || others.length > 0 ? "series" : first.stat.id;
  return pictureResponse(format === "png" ? new Uint8Array(await renderPng(svg, dpr)) : svg, { name, download });
}

function specOf(input: z.output<typeof pictureInput>): ChartSpec {
  const { kind, style, axes, scale, annotations, step, tz, compare } = input;
  return {
    ...{ kind, style, axes, scale, annotations },
    range: rangeOf(input),
    step: step ?? null,
    zone: tz ?? null,
    compare: compare ?? null,
    thresholds: input.threshold.map((text, index) => thresholdOf(text, index)),
  };
}

function rangeOf({ range, from, to }: z.output<typeof pictureInput>): ChartRange {
  if (range === undefined) return { from: from ?? "-1w", to: to ?? "now" };
  if (from === undefined && to === undefined) return { preset: range };
  throw invalid([{ pointer: "#/range", detail: "cannot be given along with from and to" }]);
}

function thresholdOf(text: string, index: number) {
  const line = readThreshold(text);
  if (line !== null) return line;
  throw invalid([{ pointer: `#/threshold/${index}`, detail: "must be a number, such as 95, 95:limit or right:95" }]);
}

function axisOf(id: string, right: string[]): "left" | "right" {
  return right.includes(id) ? "right" : "left";
}

function refuseStrangers(right: string[], ids: string[]): void {
  if (right.every((id) => ids.includes(id))) return;
  throw invalid([{ pointer: "#/right", detail: "must be among the stats that are drawn" }]);
}

function refuseHuge({ width, height, dpr }: Look): void {
  if (width * height * dpr ** 2 <= MOST_PIXELS) return;
  const detail = `would make a picture of more than ${MOST_PIXELS / 1e6} million pixels`;
  throw invalid([{ pointer: "#/dpr", detail }]);
}
