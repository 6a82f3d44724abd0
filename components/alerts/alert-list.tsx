import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AlertRow } from "@/lib/presenters/view/alert-row";
import { AlertState } from "./alert-state";

interface AlertListProps {
  rows: AlertRow[];
  label: string;
  /** On the page of a stat, which need not be named again. */
  plain?: boolean;
}

/** Alerts to scan: a row each, a card each on a phone. The whole row leads to its alert. */
export function AlertList({ rows, label, plain = false }: AlertListProps) {
  return (
    <ul aria-label={label} className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid gap-x-6 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_minmax(0,20rem)] md:px-2"
        >
          <div className="min-w-0">
            <p>
              <Link
                href={row.href}
                className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
              >
                {row.name}
              </Link>
            </p>
            <p className="text-small text-muted wrap-anywhere">
              {[
                row.rule === "" || plain ? row.rule : `${row.subject.text} ${row.rule}`,
                row.automatic ? "automatic" : "",
              ]
                .filter((text) => text !== "")
                .join(" · ")}
            </p>
          </div>
          <div className="min-w-0 text-small sm:text-right">
            <p className="flex flex-wrap items-baseline gap-x-2 sm:justify-end">
              <AlertState of={row.state} />
              <span className="text-muted">
                since <TimeAgo at={row.since} />
              </span>
            </p>
            <p className="text-muted wrap-anywhere">
              {row.counts !== "" && <span>{row.counts} · </span>}
              {row.told === "" ? "tells nobody" : `tells ${row.told}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
