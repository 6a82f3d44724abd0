import { saveComparisonAction } from "@/app/(web)/compare/actions";
import { AddToDashboard } from "@/components/dashboards/add-to-dashboard";
import { SaveComparison } from "@/components/dashboards/save-comparison";
import type { Context } from "@/lib/context";
import { canKeepCharts } from "@/lib/domain/can";
import type { AxisSide, ChartSpec } from "@/lib/domain/chart-spec";
import { listDashboards } from "@/lib/interactors/dashboards/list-dashboards";
import { queryOfSpec } from "@/lib/presenters/view/range";
import { addToDashboardAction } from "./actions";

interface KeepChartProps {
  ctx: Context;
  of: { spec: ChartSpec; series: { stat: { id: string } }[]; axes: AxisSide[] };
  /** Whether it can also be saved as a comparison. */
  comparison?: boolean;
}

/** What a page shows, put on a dashboard or saved; nothing for whoever may only look. */
export async function KeepChart({ ctx, of, comparison = false }: KeepChartProps) {
  if (ctx.actor.kind !== "user" || !canKeepCharts(ctx.actor)) return null;
  const dashboards = (await listDashboards(ctx)).map(({ id, name }) => ({ id, name }));
  const stats = of.series.map(({ stat }, index) => ({ id: stat.id, axis: of.axes[index] ?? "left" }));
  const query = queryOfSpec(of.spec);
  return (
    <>
      {comparison && <SaveComparison stats={stats} query={query} save={saveComparisonAction} />}
      <AddToDashboard dashboards={dashboards} stats={stats} query={query} add={addToDashboardAction} />
    </>
  );
}
