import { Change } from "@/components/ui/change";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { Summary } from "@/lib/presenters/view/summary";

/** The number, large; what it did since before; and a few plain facts. */
export function StatSummary({ of }: { of: Summary }) {
  return (
    <div className="mb-6 flex flex-wrap items-end justify-between gap-x-12 gap-y-5">
      <div aria-live="polite">
        <p className="text-hero font-medium tracking-tight" data-headline="">
          <Quantity of={of.headline} />
        </p>
        <p className="text-muted">
          {of.label}
          {of.seen !== null && (
            <>
              , last seen <TimeAgo at={of.seen} />
            </>
          )}
        </p>
        <p className="mt-1 min-h-6">
          <Change of={of.change} />
        </p>
      </div>
      <dl className="grid grid-cols-2 gap-x-8 gap-y-3 sm:flex">
        {of.facts.map((fact) => (
          <div key={fact.name}>
            <dt className="text-small text-muted">{fact.name}</dt>
            <dd className="text-lead">
              <Quantity of={fact.quantity} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  );
}
