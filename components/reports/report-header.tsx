import { Link } from "@/components/ui/link";
import { Refresh } from "@/components/ui/refresh";
import { TimeAgo } from "@/components/ui/time-ago";
import type { ReportRow } from "@/lib/presenters/view/report-row";
import { ReportState } from "./report-state";

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
        <Link href="/reports" className="inline-flex min-h-6 items-center text-muted hover:text-ink hover:underline">
          ← All reports
        </Link>
        <span className="text-muted">
          <Refresh everySeconds={EVERY_SECONDS} />
        </span>
      </p>
      {notice !== "" && (
        <p role="status" className="mb-4 rounded border border-hairline bg-wash px-4 py-3 wrap-anywhere">
          {notice}
        </p>
      )}
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
      <p className="text-muted wrap-anywhere">
        {of.cadence}: {about}
      </p>
      <p className="mt-3 flex flex-wrap items-baseline gap-x-2">
        <ReportState paused={of.paused} />
        <span className="text-small text-muted">
          {of.next !== null && (
            <>
              next <TimeAgo at={of.next} /> ·{" "}
            </>
          )}
          {of.sent === null ? (
            "never sent so far"
          ) : (
            <>
              sent <TimeAgo at={of.sent} />
            </>
          )}
        </span>
      </p>
    </header>
  );
}
