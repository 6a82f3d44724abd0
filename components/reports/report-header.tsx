import { Notice } from "@/components/ui/notice";
import { Refresh } from "@/components/ui/refresh";
import { WayBack } from "@/components/ui/way-back";
import type { ReportRow } from "@/lib/presenters/view/report-row";
import { ReportState } from "./report-state";
import { ReportTimes } from "./report-times";

const EVERY_SECONDS = 10;

interface ReportHeaderProps {
  of: ReportRow;
  /** What it tells of, in full. */
  about: string;
  /** What was just done; empty for nothing. */
  notice: string;
}

/** What a report is, and whether it is sent. */
export function ReportHeader({ of, about, notice }: ReportHeaderProps) {
  return (
    <header className="mb-6">
      <p className="mb-2 flex items-center justify-between text-small">
        <WayBack href="/reports" to="All reports" />
        <span className="text-muted">
          <Refresh everySeconds={EVERY_SECONDS} />
        </span>
      </p>
      {notice !== "" && <Notice className="mb-4">{notice}</Notice>}
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
      <p className="text-muted wrap-anywhere">
        {of.cadence}: {about}
      </p>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <ReportState paused={of.paused} />
        <span className="text-small text-muted">
          <ReportTimes of={of} />
        </span>
      </p>
    </header>
  );
}
