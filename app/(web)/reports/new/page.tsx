import type { Metadata } from "next";
import { createReportAction } from "@/app/(web)/reports/actions";
import { ReportBuilder } from "@/app/(web)/reports/report-builder";
import { signedIn } from "@/app/(web)/signed-in";
import type { QueryProps } from "@/app/page-props";
import { WayBack } from "@/components/ui/way-back";
import { canManageReports } from "@/lib/domain/can";
import { getAccount } from "@/lib/interactors/accounts/get-account";
import { getTeam } from "@/lib/interactors/team/get-team";
import { isReportDrafted, readReportDraft, reportDraftQuery } from "@/lib/presenters/view/report-draft";

export const metadata: Metadata = { title: "New report" };

export default async function NewReportPage({ searchParams }: QueryProps) {
  const query = await searchParams;
  const draft = isReportDrafted(query) ? `?${reportDraftQuery(readReportDraft(query))}` : "";
  const ctx = await signedIn(`/reports/new${draft}`);
  const may = ctx.actor.kind === "user" && canManageReports(ctx.actor);
  return (
    <>
      <p className="mb-2 text-small">
        <WayBack href="/reports" to="All reports" />
      </p>
      <h1 className="text-title font-semibold tracking-tight">New report</h1>
      {may ? <Builder ctx={ctx} query={query} /> : <p className="mt-2 text-muted">Members of the team make them.</p>}
    </>
  );
}

type Query = Awaited<QueryProps["searchParams"]>;

async function Builder({ ctx, query }: { ctx: Awaited<ReturnType<typeof signedIn>>; query: Query }) {
  const [{ zone }, { email }] = await Promise.all([getTeam(ctx), getAccount(ctx)]);
  const draft = readReportDraft(query, { tz: zone, recipients: email });
  return (
    <ReportBuilder
      ctx={ctx}
      draft={draft}
      zone={draft.tz}
      whose="My"
      base="/reports/new"
      save={createReportAction}
      button="Save report"
    />
  );
}
