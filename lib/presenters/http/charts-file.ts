import type { Annotation } from "@/lib/domain/annotation";
import type { SavedChart } from "@/lib/domain/chart-spec";
import type { Card, Dashboard } from "@/lib/domain/dashboard";
import { presentFullDashboard } from "./dashboard-answers";

interface Charts {
  team: string;
  dashboards: { dashboard: Dashboard; cards: Card[] }[];
  comparisons: SavedChart[];
  annotations: Annotation[];
}

/** What a team made of its numbers as a file to keep: indented JSON, in the shapes of the API. */
export function chartsFile({ team, dashboards, comparisons, annotations }: Charts): Response {
  const file = {
    team,
    dashboards: dashboards.map(presentFullDashboard),
    comparisons: comparisons.map(({ id, title, stats, spec, createdAt }) => {
      return { id, title, stats, spec, created_at: createdAt.toISOString() };
    }),
    annotations: annotations.map(({ id, statId, at, until, text, author }) => {
      const moments = { at: at.toISOString(), until: until?.toISOString() ?? null };
      return { id, stat_id: statId, ...moments, text, author };
    }),
  };
  return new Response(`${JSON.stringify(file, null, 2)}\n`, {
    headers: {
      "Content-Type": "application/json",
      "Content-Disposition": 'attachment; filename="statnest-dashboards.json"',
      "Cache-Control": "private, no-store",
      "X-Content-Type-Options": "nosniff",
    },
  });
}
