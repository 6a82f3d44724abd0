import { TimeAgo } from "@/components/ui/time-ago";
import type { OwnEventRow } from "@/lib/presenters/view/own-event";

/** What happened to an account, the latest first. */
export function EventList({ events }: { events: OwnEventRow[] }) {
  if (events.length === 0) return <p className="text-muted">Nothing yet: sign-ins and changes will stand here.</p>;
  return (
    <ul aria-label="What happened" className="border-t border-hairline">
      {events.map((event) => (
        <li key={event.id} className="border-b border-hairline py-2.5 last:border-b-0">
          <p className={event.worrying ? "font-medium text-bad" : undefined}>{event.what}</p>
          <p className="text-small text-muted">
            <TimeAgo at={event.at} />
            {event.where !== "" && ` · ${event.where}`}
          </p>
        </li>
      ))}
    </ul>
  );
}
