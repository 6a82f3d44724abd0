import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { AuditRow, Narrowing } from "@/lib/presenters/view/audit-row";

/** Who did what, when and where from: a line each, a card each on a phone. Names lead to everything about them. */
export function EventList({ rows }: { rows: AuditRow[] }) {
  return (
    <ul aria-label="Log" className="border-t border-hairline">
      {rows.map((row) => (
        <li
          key={row.id}
          className="grid gap-x-6 gap-y-1 border-b border-hairline py-3 md:grid-cols-[10rem_minmax(0,1fr)_10rem]"
        >
          <p className="flex flex-wrap gap-x-2 text-small text-muted max-md:order-2 md:block">
            <span className="md:block">{row.time}</span> <TimeAgo at={row.at} />
          </p>
          <p className="wrap-anywhere max-md:order-1">
            <Word of={row.who} about="by" strong /> {row.before}
            {row.subject !== null && (
              <>
                {" "}
                <Word of={row.subject} about="about" />
              </>
            )}
            {row.after}
          </p>
          <p
            className="text-small wrap-anywhere text-muted max-md:order-3 md:text-right"
            title={row.agent || undefined}
          >
            {row.address === "" ? "from inside the house" : `from ${row.address}`}
          </p>
        </li>
      ))}
    </ul>
  );
}

function Word({ of, about, strong = false }: { of: Narrowing; about: "by" | "about"; strong?: boolean }) {
  const weight = strong ? "font-medium" : "";
  if (of.href === null) return <span className={weight}>{of.text}</span>;
  return (
    <Link
      href={of.href}
      title={`Only what was done ${about === "by" ? "by" : "to"} ${of.text}`}
      className={`${weight} underline decoration-edge underline-offset-3 hover:decoration-ink`}
    >
      {of.text}
    </Link>
  );
}
