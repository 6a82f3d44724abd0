import type { Metadata } from "next";
import {
  arrangeAction,
  deleteDashboardAction,
  nudgeCardAction,
  removeCardAction,
  renameDashboardAction,
  restoreCardAction,
} from "@/app/(web)/dashboards/actions";
import { PublishButton } from "@/app/(web)/settings/public/publish-button";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { ArrangeGrid } from "@/components/dashboards/arrange-grid";
import { DashboardGrid } from "@/components/dashboards/dashboard-grid";
import { DashboardHeader } from "@/components/dashboards/dashboard-header";
import { NoCards, RemovedNotice } from "@/components/dashboards/dashboard-notices";
import { DashboardSettings } from "@/components/dashboards/dashboard-settings";
import { Section } from "@/components/ui/section";
import { canKeepCharts } from "@/lib/domain/can";
import { getDashboard } from "@/lib/interactors/dashboards/get-dashboard";
import { readDashboard } from "@/lib/interactors/dashboards/read-dashboard";
import { dashboardView } from "@/lib/presenters/view/dashboard";

interface DashboardPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export async function generateMetadata({ params }: DashboardPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/dashboards/${id}`);
  return { title: (await orNotFound(getDashboard(ctx, { id }))).dashboard.name };
}

export default async function DashboardPage({ params, searchParams }: DashboardPageProps) {
  const [{ id }, { edit, removed }] = await Promise.all([params, searchParams]);
  const ctx = await signedIn(edit === "1" ? `/dashboards/${id}?edit=1` : `/dashboards/${id}`);
  const view = dashboardView(await orNotFound(readDashboard(ctx, { id })));
  const changes = ctx.actor.kind === "user" && canKeepCharts(ctx.actor);
  const editing = changes && edit === "1";
  return (
    <>
      <div className="sm:mx-[calc((100%-min(100vw-3rem,100rem))/2)]">
        <DashboardHeader of={view} changes={changes} editing={editing} />
        {editing && typeof removed === "string" && (
          <RemovedNotice id={id} removed={removed === "" ? null : removed} restore={restoreCardAction} />
        )}
        {view.cards.length === 0 && <NoCards id={id} changes={changes} />}
        {view.cards.length > 0 && !editing && <DashboardGrid cards={view.cards} />}
        {view.cards.length > 0 && editing && (
          <ArrangeGrid
            of={view}
            arrange={arrangeAction}
            actions={{ nudge: nudgeCardAction, remove: removeCardAction }}
          />
        )}
      </div>
      {editing && (
        <>
          <Section title="Public" about="For people who have no account here.">
            <PublishButton ctx={ctx} what="dashboard" id={id} />
          </Section>
          <Section title="Settings" about="Its name, and its end.">
            <DashboardSettings id={id} name={view.name} rename={renameDashboardAction} remove={deleteDashboardAction} />
          </Section>
        </>
      )}
    </>
  );
}
