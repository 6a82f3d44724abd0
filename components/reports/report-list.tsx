import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { ReportRow } from "@/lib/presenters/view/report-row";
import { ReportState } from "./report-state";

/** Who gets what when. The whole row leads to its report. */
export function ReportList({ rows }: { rows: ReportRow[] }) {
  return (
    <ul aria-label="Reports" className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid gap-x-6 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_minmax(0,15rem)] md:px-2"
        >
          <div className="min-w-0">
            <Link
              href={row.href}
              className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
            >
              {row.name}
            </Link>
            <p className="text-small text-muted wrap-anywhere">
              {row.cadence} · {row.about}
            </p>
            <p className="text-small text-muted wrap-anywhere">
              to {row.told}
              {row.missing !== "" && ` · ${row.missing}`}
            </p>
          </div>
          <div className="min-w-0 text-small sm:text-right">
            <p>
              <ReportState paused={row.paused} />
            </p>
            <p className="text-muted">
              {row.next !== null && (
                <>
                  next <TimeAgo at={row.next} /> ·{" "}
                </>
              )}
              {row.sent === null ? (
                "never sent"
              ) : (
                <>
                  sent <TimeAgo at={row.sent} />
                </>
              )}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
