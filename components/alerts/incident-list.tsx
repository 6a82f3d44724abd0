import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { IncidentRow } from "@/lib/presenters/view/incident-row";

/** What rang and when, the latest first. The whole row leads to the story. */
export function IncidentList({ rows, label }: { rows: IncidentRow[]; label: string }) {
  return (
    <ul aria-label={label} className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="relative grid gap-x-6 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash sm:grid-cols-[minmax(0,1fr)_minmax(0,18rem)] md:px-2"
        >
          <div className="min-w-0">
            <Link
              href={row.href}
              className="font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
            >
              {row.name}
            </Link>
            <p className="text-small text-muted wrap-anywhere">{row.stat.name}</p>
          </div>
          <div className="text-small sm:text-right">
            <p>
              <span className={row.over ? "" : "font-medium text-bad"}>
                {row.over ? "over" : "ringing"}
                <span className="sr-only">,</span>
              </span>{" "}
              <span className="text-muted">
                began <TimeAgo at={row.began} />
                {row.over && `, lasted ${row.lasted}`}
              </span>
            </p>
            <p className="text-muted">
              {row.worst !== null && (
                <>
                  at worst <Quantity of={row.worst} />
                </>
              )}
              {row.acknowledgedBy !== "" && ` · acknowledged by ${row.acknowledgedBy}`}
            </p>
          </div>
        </li>
      ))}
    </ul>
  );
}
