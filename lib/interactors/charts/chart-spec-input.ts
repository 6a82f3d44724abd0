import { z } from "zod";
import {
  AXIS_SIDES,
  CHART_KINDS,
  CHART_SCALES,
  CHART_STYLES,
  MAX_CHART_TITLE,
  MAX_THRESHOLDS,
  PLAIN_CHART,
} from "@/lib/domain/chart-spec";
import { MAX_SERIES } from "@/lib/domain/series";
import { isZone, PRESETS, parseDuration, STEPS, type Step } from "@/lib/domain/time";

const PRESET_NAMES = PRESETS.map(({ name }) => name);
const moment = z.string().max(64);

/** How a chart is drawn, as whoever saves or asks for one says it; what is not named is as in `PLAIN_CHART`. */
export const chartSpecInput = z.strictObject({
  kind: z.enum(CHART_KINDS).default(PLAIN_CHART.kind),
  style: z.enum(CHART_STYLES).default(PLAIN_CHART.style).describe("auto: bars for one counter over few intervals."),
  axes: z.boolean().default(PLAIN_CHART.axes).describe("Without axes a graph is its lines alone."),
  range: z
    .union([z.strictObject({ preset: z.enum(PRESET_NAMES) }), z.strictObject({ from: moment, to: moment })])
    .default(PLAIN_CHART.range)
    .describe("A preset that moves on with the clock, or moments as the series API takes them."),
  step: z
    .enum(STEPS as [Step, ...Step[]])
    .nullable()
    .default(PLAIN_CHART.step),
  zone: z
    .string()
    .refine(isZone, "is not an IANA time zone")
    .nullable()
    .default(PLAIN_CHART.zone)
    .describe("Whose clocks it follows; the team's when null."),
  compare: z
    .string()
    .refine((text) => parseDuration(text) !== null, "must be a duration such as 1w")
    .nullable()
    .default(PLAIN_CHART.compare)
    .describe("How much earlier the range lies that is drawn under it."),
  scale: z.enum(CHART_SCALES).default(PLAIN_CHART.scale),
  thresholds: z
    .array(
      z.strictObject({
        value: z.number(),
        label: z.string().trim().max(80).default(""),
        axis: z.enum(AXIS_SIDES).default("left"),
      }),
    )
    .max(MAX_THRESHOLDS)
    .default(PLAIN_CHART.thresholds),
  annotations: z.boolean().default(PLAIN_CHART.annotations),
});

/** The stats of a chart with their axes, each once. */
export const chartedStats = z
  .array(z.strictObject({ id: z.string(), axis: z.enum(AXIS_SIDES).default("left") }))
  .min(1, "must name a stat")
  .max(MAX_SERIES, `must name at most ${MAX_SERIES} stats`)
  .refine((stats) => new Set(stats.map(({ id }) => id)).size === stats.length, "must name each stat once");

export const chartTitle = z.string().trim().max(MAX_CHART_TITLE).default("");
