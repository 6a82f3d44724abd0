import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { signedIn } from "@/app/(web)/signed-in";
import { startMorningReportAction } from "@/app/(web)/welcome/actions";
import { shownOrigin } from "@/app/origin";
import type { QueryProps } from "@/app/page-props";
import { NothingReported } from "@/components/reports/nothing-reported";
import { ReportList } from "@/components/reports/report-list";
import { Pager } from "@/components/stats/pager";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Notice } from "@/components/ui/notice";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { lastSent } from "@/lib/interactors/reports/last-sent";
import { listReports } from "@/lib/interactors/reports/list-reports";
import { reportLine } from "@/lib/presenters/view/report-line";
import { reportRow } from "@/lib/presenters/view/report-row";

export const metadata: Metadata = { title: "Reports" };

const PAGE_SIZE = 50;

export default async function ReportsPage({ searchParams }: QueryProps) {
  const { cursor: asked, deleted } = await searchParams;
  const cursor = typeof asked === "string" ? asked : undefined;
  const ctx = await signedIn("/reports");
  const [{ data, next }, sent, origin] = await Promise.all([listed(ctx, cursor), lastSent(ctx), shownOrigin()]);
  const may = ctx.actor.kind === "user" && canManageReports(ctx.actor);
  const now = ctx.clock.now();
  return (
    <>
      <div className="mb-2 flex flex-wrap items-center justify-between gap-3">
        <h1 className="text-title font-semibold tracking-tight">Reports</h1>
        {may && data.length > 0 && (
          <Link href="/reports/new" className={buttonLook("plain")}>
            New report
          </Link>
        )}
      </div>
      <p className="mb-6 max-w-prose text-muted">Who gets what when: one mail that tells what moved.</p>
      {deleted === "1" && <Notice>The report is deleted. The stats keep all their numbers.</Notice>}
      {data.length === 0 ? (
        <NothingReported line={reportLine(origin)} start={may ? startMorningReportAction : null} />
      ) : (
        <div className="grid gap-4">
          <ReportList
            rows={data.map((report) => reportRow(report, { sent: sent.get(report.publicId) ?? null, now }))}
          />
          <Pager
            first={cursor === undefined ? null : "/reports"}
            next={next === null ? null : `/reports?cursor=${encodeURIComponent(next)}`}
          />
        </div>
      )}
    </>
  );
}

/** A page of the list; a cursor that was not made for it leads back to its start. */
async function listed(ctx: Context, cursor: string | undefined) {
  try {
    return await listReports(ctx, { limit: PAGE_SIZE, cursor });
  } catch (error) {
    if (cursor !== undefined && error instanceof Refusal && error.code === "invalid") redirect("/reports");
    throw error;
  }
}
