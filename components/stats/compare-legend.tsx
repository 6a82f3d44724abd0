import { X } from "lucide-react";
import { Change } from "@/components/ui/change";
import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import type { ComparedRow } from "@/lib/presenters/view/compared";

/** Each stat of the chart with its colour, its number and its change. */
export function CompareLegend({ rows }: { rows: ComparedRow[] }) {
  return (
    <ul aria-label="Stats in the chart" className="mt-6 border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-hairline py-2.5 sm:grid-cols-[auto_minmax(0,1fr)_17rem_15rem_auto]"
        >
          <svg width="12" height="12" aria-hidden="true">
            <rect width="12" height="12" rx="3" fill={`var(--series-${row.colour})`} />
          </svg>
          <span className="min-w-0 wrap-anywhere">
            <Link href={row.href} className="font-medium hover:underline">
              {row.name}
            </Link>
            {row.sharedBy !== null && <span className="block text-small text-muted">shared by {row.sharedBy}</span>}
          </span>
          <span className="col-start-2 row-start-2 text-lead sm:col-start-3 sm:row-start-1 sm:text-right">
            <Quantity of={row.summary.headline} /> <span className="text-small text-muted">{row.summary.label}</span>
          </span>
          <span className="col-start-2 row-start-3 text-small sm:col-start-4 sm:row-start-1">
            <Change of={row.summary.change} />
          </span>
          <Link
            href={row.without}
            aria-label={`Take ${row.name} out of the chart`}
            title={`Take ${row.name} out of the chart`}
            className="col-start-3 row-start-1 grid size-7 place-items-center rounded-small text-muted hover:bg-wash hover:text-ink sm:col-start-5"
          >
            <X size={16} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}
