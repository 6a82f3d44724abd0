import { TimeAgo } from "@/components/ui/time-ago";
import type { ReportRow } from "@/lib/presenters/view/report-row";

/** When a report is sent next and when it was sent last. */
export function ReportTimes({ of }: { of: ReportRow }) {
  return (
    <>
      {of.next !== null && (
        <>
          next <TimeAgo at={of.next} /> ·{" "}
        </>
      )}
      {of.sent === null ? (
        "never sent"
      ) : (
        <>
          sent <TimeAgo at={of.sent} />
        </>
      )}
    </>
  );
}
