import type { Metadata } from "next";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { DashboardList } from "@/components/dashboards/dashboard-list";
import { NewDashboard, NoDashboards } from "@/components/dashboards/new-dashboard";
import { Notice } from "@/components/ui/notice";
import { canKeepCharts } from "@/lib/domain/can";
import { listDashboards } from "@/lib/interactors/dashboards/list-dashboards";
import { getTeam } from "@/lib/interactors/team/get-team";
import { dashboardRow } from "@/lib/presenters/view/dashboard";
import { createDashboardAction } from "./actions";

export const metadata: Metadata = { title: "Dashboards" };

export default async function DashboardsPage({ searchParams }: QueryProps) {
  const [ctx, { deleted }] = await Promise.all([signedIn("/dashboards"), searchParams]);
  const [team, dashboards] = await Promise.all([getTeam(ctx), listDashboards(ctx)]);
  const create = ctx.actor.kind === "user" && canKeepCharts(ctx.actor) ? createDashboardAction : null;
  return (
    <>
      <h1 className="mb-6 text-title font-semibold tracking-tight">Dashboards</h1>
      {deleted === "1" && <Notice>The dashboard is deleted. The stats keep all their numbers.</Notice>}
      {dashboards.length === 0 ? (
        <NoDashboards create={create} />
      ) : (
        <>
          <DashboardList rows={dashboards.map((each) => dashboardRow(each, ctx.clock.now(), team.zone))} />
          {create !== null && <NewDashboard create={create} />}
        </>
      )}
    </>
  );
}
