import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { StandingRow } from "@/lib/presenters/view/standing-row";
import { AlertState } from "./alert-state";

/** Where an alert stands for each of its stats. */
export function StandingList({ rows }: { rows: StandingRow[] }) {
  return (
    <ul aria-label="Stats" className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.statId}
          className="grid gap-x-6 gap-y-1 border-b border-hairline py-2.5 sm:grid-cols-[minmax(0,1fr)_auto]"
        >
          <Link href={row.href} className="font-medium wrap-anywhere hover:underline hover:underline-offset-3">
            {row.name}
          </Link>
          <p className="flex flex-wrap items-baseline gap-x-3 text-small text-muted sm:justify-end">
            {row.value !== null && (
              <span>
                last <Quantity of={row.value} className="text-ink" />
              </span>
            )}
            <AlertState of={row.state} />
            <span>
              since <TimeAgo at={row.since} />
            </span>
            {row.incidentHref !== null && (
              <Link href={row.incidentHref} className="prose-link">
                Incident
              </Link>
            )}
          </p>
        </li>
      ))}
    </ul>
  );
}
