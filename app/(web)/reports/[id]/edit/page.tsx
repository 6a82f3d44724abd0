import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { updateReportAction } from "@/app/(web)/reports/actions";
import { ReportBuilder } from "@/app/(web)/reports/report-builder";
import { whoseFavourites } from "@/app/(web)/reports/whose-favourites";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { Link } from "@/components/ui/link";
import { canManageReports } from "@/lib/domain/can";
import { getReport } from "@/lib/interactors/reports/get-report";
import { draftOfReport, readReportDraft } from "@/lib/presenters/view/report-draft";
import { knownReaders } from "@/lib/presenters/view/typed-addresses";

export const metadata: Metadata = { title: "Change a report" };

interface EditReportProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

export default async function EditReportPage({ params, searchParams }: EditReportProps) {
  const [{ id }, query] = await Promise.all([params, searchParams]);
  const here = `/reports/${encodeURIComponent(id)}`;
  const ctx = await signedIn(`${here}/edit`);
  const report = await orNotFound(getReport(ctx, { id }));
  if (ctx.actor.kind !== "user" || !canManageReports(ctx.actor)) notFound();
  const draft = readReportDraft(query, draftOfReport(report));
  const whose = await whoseFavourites(ctx, report.subject);
  return (
    <>
      <p className="mb-2 text-small">
        <Link
          href={here}
          className="inline-flex min-h-6 items-center text-muted wrap-anywhere hover:text-ink hover:underline"
        >
          ← {report.name}
        </Link>
      </p>
      <h1 className="text-title font-semibold tracking-tight">Change the report</h1>
      <p className="mt-1 max-w-prose text-muted">Whatever its times become, nobody is told of one day twice.</p>
      <ReportBuilder
        ctx={ctx}
        draft={draft}
        zone={draft.tz}
        whose={whose === "your" ? "My" : whose}
        known={knownReaders(report.recipients)}
        base={`${here}/edit`}
        save={updateReportAction}
        button="Save"
        id={id}
      />
    </>
  );
}
