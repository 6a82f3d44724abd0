import { z } from "zod";
import {
  AXIS_SIDES,
  CHART_KINDS,
  CHART_SCALES,
  CHART_STYLES,
  type ChartRange,
  type SavedChart,
} from "@/lib/domain/chart-spec";
import { EMBED_THEMES } from "@/lib/domain/embed-look";
import type { PublicLink } from "@/lib/domain/public-link";
import { PRESETS, STEPS, type Step } from "@/lib/domain/step";

const time = z.iso.datetime().describe("RFC 3339, UTC");
const presets = PRESETS.map(({ name }) => name);

export const linkAnswer = z
  .strictObject({
    id: z.string(),
    opens: z.enum(["chart", "stat", "dashboard"]).describe("chart: an embed. stat and dashboard: a public page."),
    opens_id: z.string().describe("Of the stat or the dashboard; of an embed its chart’s own."),
    name: z.string().describe("What it opens, in words."),
    token: z
      .string()
      .nullable()
      .describe("Opens it for anybody, so it is a secret: null for keys that only read and for people who only look."),
    url: z.string().nullable().describe("Where everybody sees it; null like the token."),
    look: z.strictObject({
      theme: z.enum(EMBED_THEMES),
      width: z.int(),
      height: z.int(),
      heading: z.boolean(),
      credit: z.boolean(),
    }),
    origins: z.array(z.string()).describe("The only pages that may show it; empty is any."),
    created_at: time,
    paused_at: time.nullable().describe("null unless it is paused."),
    expires_at: time.nullable(),
    views: z.int(),
    last_viewed_at: time.nullable(),
  })
  .meta({ id: "Link" });

interface Shown {
  /** The address of this instance, without a slash at its end. */
  base: string;
  /** Whether whoever asks may hand the link on. */
  reveals: boolean;
}

export function presentLink(link: PublicLink, { base, reveals }: Shown): z.infer<typeof linkAnswer> {
  const { theme, width, height, heading, credit } = link.look;
  const path = link.target === "chart" ? "embed" : "s";
  return {
    id: link.id,
    opens: link.target,
    opens_id: link.targetId,
    name: link.name,
    token: reveals ? link.token : null,
    url: reveals ? `${base}/${path}/${link.token}` : null,
    look: { theme, width, height, heading, credit },
    origins: link.origins,
    created_at: link.createdAt.toISOString(),
    paused_at: link.pausedAt?.toISOString() ?? null,
    expires_at: link.expiresAt?.toISOString() ?? null,
    views: link.views,
    last_viewed_at: link.lastViewedAt?.toISOString() ?? null,
  };
}

const range = z.union([
  z.strictObject({ preset: z.enum(presets) }),
  z.strictObject({ from: z.string(), to: z.string() }),
]);
const axis = z.enum(AXIS_SIDES);

const chartAnswer = z
  .strictObject({
    title: z.string().describe("Empty is made from the names of its stats."),
    stats: z.array(z.strictObject({ id: z.string(), axis })),
    spec: z.strictObject({
      kind: z.enum(CHART_KINDS),
      style: z.enum(CHART_STYLES),
      axes: z.boolean(),
      range,
      step: z.enum(STEPS as [Step, ...Step[]]).nullable(),
      zone: z.string().nullable(),
      compare: z.string().nullable(),
      scale: z.enum(CHART_SCALES),
      thresholds: z.array(z.strictObject({ value: z.number(), label: z.string(), axis })),
      annotations: z.boolean(),
    }),
  })
  .meta({ id: "Chart" });

/** One link, with what an embed draws. */
export const linkWithChartAnswer = linkAnswer
  .extend({ chart: chartAnswer.nullable().describe("What an embed draws; null for a public page.") })
  .meta({ id: "LinkWithChart" });

export function presentLinkWithChart(
  { link, chart }: { link: PublicLink; chart: SavedChart | null },
  shown: Shown,
): z.infer<typeof linkWithChartAnswer> {
  return { ...presentLink(link, shown), chart: chart === null ? null : presentChart(chart) };
}

function presentChart({ title, stats, spec }: SavedChart): z.infer<typeof chartAnswer> {
  const { kind, style, axes, step, zone, compare, scale, annotations } = spec;
  return {
    title,
    stats: stats.map(({ id, axis }) => ({ id, axis })),
    spec: {
      kind,
      style,
      axes,
      range: presentRange(spec.range),
      step,
      zone,
      compare,
      scale,
      thresholds: spec.thresholds.map(({ value, label, axis }) => ({ value, label, axis })),
      annotations,
    },
  };
}

function presentRange(range: ChartRange): z.infer<typeof chartAnswer>["spec"]["range"] {
  return "preset" in range ? { preset: range.preset } : { from: range.from, to: range.to };
}
