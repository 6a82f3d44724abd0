import type { Metadata } from "next";
import { redirect } from "next/navigation";
import {
  askReaderAgainAction,
  deleteReportAction,
  pauseReportAction,
  resumeReportAction,
  sendReportAction,
  testReportAction,
} from "@/app/(web)/reports/actions";
import { whoseFavourites } from "@/app/(web)/reports/whose-favourites";
import { orNotFound, signedIn } from "@/app/(web)/signed-in";
import type { Query } from "@/app/page-props";
import { NextTimes } from "@/components/reports/next-times";
import { RecipientList } from "@/components/reports/recipient-list";
import { ReportEnd, ReportPause, SendControls } from "@/components/reports/report-controls";
import { ReportHeader } from "@/components/reports/report-header";
import { TurnList } from "@/components/reports/turn-list";
import { Pager } from "@/components/stats/pager";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import type { Context } from "@/lib/context";
import { canManageReports } from "@/lib/domain/can";
import { Refusal } from "@/lib/errors";
import { getReport } from "@/lib/interactors/reports/get-report";
import { lastSent } from "@/lib/interactors/reports/last-sent";
import { listTurns } from "@/lib/interactors/reports/list-turns";
import { reportStats } from "@/lib/interactors/reports/report-stats";
import { nextTimes } from "@/lib/presenters/view/next-times";
import { recipientRow } from "@/lib/presenters/view/recipient-row";
import { type ReportRow, reportRow } from "@/lib/presenters/view/report-row";
import { subjectWords } from "@/lib/presenters/view/report-words";
import { turnRow } from "@/lib/presenters/view/turn-row";

interface ReportPageProps {
  params: Promise<{ id: string }>;
  searchParams: Query;
}

const PAGE_SIZE = 20;

export async function generateMetadata({ params }: ReportPageProps): Promise<Metadata> {
  const { id } = await params;
  const ctx = await signedIn(`/reports/${encodeURIComponent(id)}`);
  return { title: (await orNotFound(getReport(ctx, { id }))).name };
}

export default async function ReportPage({ params, searchParams }: ReportPageProps) {
  const [{ id }, { cursor: asked, made, saved }] = await Promise.all([params, searchParams]);
  const here = `/reports/${encodeURIComponent(id)}`;
  const cursor = typeof asked === "string" ? asked : undefined;
  const ctx = await signedIn(here);
  const report = await orNotFound(getReport(ctx, { id }));
  const { subject, schedule } = report;
  const [turns, sent, stats, whose] = await Promise.all([
    listed(ctx, id, cursor, here),
    lastSent(ctx),
    reportStats(ctx, { ids: subject.kind === "stats" ? subject.statIds : [] }),
    whoseFavourites(ctx, subject),
  ]);
  const now = ctx.clock.now();
  const row = reportRow(report, { sent: sent.get(id) ?? null, now });
  const about = subjectWords(subject, { whose, stats: stats.map(({ name }) => name) });
  const may = ctx.actor.kind === "user" && canManageReports(ctx.actor);
  return (
    <>
      <ReportHeader of={row} about={about} notice={noticeOf(made, saved, row)} />
      <SendControls id={id} href={here} told={row.told} send={may ? sendsOf(row) : null} />
      <Section title="When" about="The next five times, by the clocks of its zone.">
        {row.paused ? (
          <p className="text-muted">Never, while it is paused.</p>
        ) : (
          <NextTimes of={nextTimes(report.nextTimes, now, schedule.zone)} zone={schedule.zone} />
        )}
        {may && (
          <p>
            <Link href={`${here}/edit`} className={buttonLook("plain")}>
              Change the report
            </Link>
          </p>
        )}
      </Section>
      <Section title="To whom" about="Each gets a mail of their own, and can end it by its link.">
        <RecipientList
          id={id}
          rows={report.recipients.map(recipientRow)}
          askAgain={may ? askReaderAgainAction : null}
        />
      </Section>
      <Section id="history" title="History" about="What was sent to whom, the latest first.">
        {turns.data.length === 0 ? (
          <p className="text-muted">Nothing was sent so far.</p>
        ) : (
          <TurnList rows={turns.data.map((turn) => turnRow(turn, now, schedule.zone))} />
        )}
        <Pager
          first={cursor === undefined ? null : here}
          next={turns.next === null ? null : `${here}?cursor=${turns.next}#history`}
        />
      </Section>
      {may && (
        <Section title="End" about="For a while, or for good.">
          <ReportPause id={id} paused={row.paused} pause={pauseReportAction} resume={resumeReportAction} />
          <ReportEnd id={id} name={report.name} remove={deleteReportAction} />
        </Section>
      )}
    </>
  );
}

function sendsOf({ told }: ReportRow) {
  return { test: testReportAction, all: told === "nobody" ? null : sendReportAction };
}

function noticeOf(made: unknown, saved: unknown, { told, missing }: ReportRow): string {
  if (made !== "1" && saved !== "1") return "";
  if (told === "nobody" && missing !== "") return `The report is saved. It goes to nobody so far: ${missing}.`;
  const others = missing === "" ? "" : ` Of the others, ${missing}.`;
  return `The report is saved. It goes to ${told}.${others}`;
}

/** A page of the history; a cursor that was not made for it leads back to its start. */
async function listed(ctx: Context, id: string, cursor: string | undefined, here: string) {
  try {
    return await orNotFound(listTurns(ctx, { id, limit: PAGE_SIZE, cursor }));
  } catch (error) {
    if (cursor !== undefined && error instanceof Refusal && error.code === "invalid") redirect(here);
    throw error;
  }
}
