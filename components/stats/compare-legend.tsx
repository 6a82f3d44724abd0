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
          className="grid grid-cols-[auto_minmax(0,1fr)_auto] items-center gap-x-3 gap-y-1 border-b border-hairline py-2.5 lg:grid-cols-[auto_minmax(0,1fr)_15rem_14rem_auto_auto]"
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
          <span className="col-start-2 row-start-2 text-lead lg:col-start-3 lg:row-start-1 lg:text-right">
            <Quantity of={row.summary.headline} /> <span className="text-small text-muted">{row.summary.label}</span>
          </span>
          <span className="col-start-2 row-start-3 text-small lg:col-start-4 lg:row-start-1">
            <Change of={row.summary.change} />
          </span>
          {row.axes !== null && <AxisChoice name={row.name} axes={row.axes} />}
          <Link
            href={row.without}
            aria-label={`Take ${row.name} out of the chart`}
            title={`Take ${row.name} out of the chart`}
            className="col-start-3 row-start-1 grid size-7 place-items-center rounded-small text-muted hover:bg-wash hover:text-ink lg:col-start-6"
          >
            <X size={16} aria-hidden="true" />
          </Link>
        </li>
      ))}
    </ul>
  );
}

/** On which side a stat is measured. */
function AxisChoice({ name, axes }: { name: string; axes: NonNullable<ComparedRow["axes"]> }) {
  return (
    <nav
      aria-label={`Axis of ${name}`}
      className="col-start-2 row-start-4 flex w-fit items-center gap-2 text-small lg:col-start-5 lg:row-start-1"
    >
      <span className="text-muted" aria-hidden="true">
        Axis
      </span>
      <span className="flex overflow-hidden rounded-small border border-edge">
        {axes.map(({ side, href, chosen }) => (
          <Link
            key={side}
            href={href}
            scroll={false}
            aria-current={chosen ? "true" : undefined}
            className="inline-flex min-h-7 items-center border-l border-hairline px-2 text-muted transition-colors duration-150 first:border-l-0 hover:bg-wash focus-visible:-outline-offset-2 aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink"
          >
            {side === "left" ? "Left" : "Right"}
          </Link>
        ))}
      </span>
    </nav>
  );
}
