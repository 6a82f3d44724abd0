import { z } from "zod";
import {
  AXIS_SIDES,
  CHART_KINDS,
  CHART_SCALES,
  CHART_STYLES,
  type ChartSpec,
  type SavedChart,
} from "@/lib/domain/chart-spec";
import type { Card, Dashboard } from "@/lib/domain/dashboard";

const time = z.iso.datetime().describe("RFC 3339, UTC");
const axis = z.enum(AXIS_SIDES);

/** How a saved chart is drawn, as it was said when it was saved. */
const chartSpecAnswer = z
  .strictObject({
    kind: z.enum(CHART_KINDS),
    style: z.enum(CHART_STYLES),
    axes: z.boolean(),
    range: z.union([z.strictObject({ preset: z.string() }), z.strictObject({ from: z.string(), to: z.string() })]),
    step: z.string().nullable().describe("Chosen to fit when null."),
    zone: z.string().nullable().describe("The team's when null."),
    compare: z.string().nullable(),
    scale: z.enum(CHART_SCALES),
    thresholds: z.array(z.strictObject({ value: z.number(), label: z.string(), axis })),
    annotations: z.boolean(),
  })
  .meta({ id: "SavedChartSpec" });

export const cardAnswer = z
  .strictObject({
    id: z.string(),
    title: z.string().describe("Empty is made from the names of the stats."),
    stats: z
      .array(z.strictObject({ id: z.string(), axis }))
      .describe("Those that the team sees now: none when all were deleted, or are no longer shared with it."),
    spec: chartSpecAnswer,
    width: z.int().describe("Columns of the twelve."),
    height: z.int().describe("Rows of the grid."),
  })
  .meta({ id: "Card" });

export function presentCard({ chart, width, height }: Card): z.infer<typeof cardAnswer> {
  const { id, title, stats, spec } = chart;
  return { id, title, stats: presentStats(stats), spec: presentSpec(spec), width, height };
}

export const dashboardAnswer = z
  .strictObject({
    id: z.string(),
    name: z.string(),
    version: z.int().describe("Raised by every change. Arranging the cards needs the one that was seen."),
    created_at: time,
    updated_at: time,
  })
  .meta({ id: "Dashboard" });

export function presentDashboard({ id, name, version, ...at }: Dashboard): z.infer<typeof dashboardAnswer> {
  return { id, name, version, created_at: at.createdAt.toISOString(), updated_at: at.updatedAt.toISOString() };
}

export const listedDashboardAnswer = dashboardAnswer.extend({ card_count: z.int() }).meta({ id: "ListedDashboard" });

export function presentListedDashboard(
  dashboard: Dashboard & { cards: unknown[] },
): z.infer<typeof listedDashboardAnswer> {
  return { ...presentDashboard(dashboard), card_count: dashboard.cards.length };
}

export const fullDashboardAnswer = dashboardAnswer
  .extend({ cards: z.array(cardAnswer).describe("From left to right and from top to bottom.") })
  .meta({ id: "DashboardWithCards" });

export function presentFullDashboard(shown: {
  dashboard: Dashboard;
  cards: Card[];
}): z.infer<typeof fullDashboardAnswer> {
  return { ...presentDashboard(shown.dashboard), cards: shown.cards.map(presentCard) };
}

function presentStats(stats: SavedChart["stats"]): z.infer<typeof cardAnswer>["stats"] {
  return stats.map(({ id, axis }) => ({ id, axis }));
}

function presentSpec(spec: ChartSpec): z.infer<typeof chartSpecAnswer> {
  const { kind, style, axes, range, step, zone, compare, scale, thresholds, annotations } = spec;
  return { kind, style, axes, range, step, zone, compare, scale, thresholds, annotations };
}
