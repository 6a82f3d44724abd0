"use client";

import { Search } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import { type AlertsAddress, alertsHref, STATE_FILTERS } from "@/lib/presenters/view/alerts-address";

const PAUSE_MS = 180;

/** Search and filter of the alerts: links and a plain form, so they work before JavaScript. */
export function AlertFilters({ address }: { address: AlertsAddress }) {
  return (
    <div className="grid gap-3">
      <SearchBox address={address} />
      <nav aria-label="Filter" className="flex flex-wrap gap-1 text-small">
        {STATE_FILTERS.map(({ state, text }) => (
          <Link
            key={state}
            href={alertsHref(address, { state })}
            scroll={false}
            aria-current={address.state === state ? "true" : undefined}
            className="inline-flex min-h-8 items-center rounded-small px-2.5 text-muted transition-colors duration-150 hover:bg-wash hover:text-ink aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink"
          >
            {text}
          </Link>
        ))}
      </nav>
    </div>
  );
}

function SearchBox({ address }: { address: AlertsAddress }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (q: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.replace(alertsHref(address, { q }), { scroll: false }), PAUSE_MS);
  };
  // Back and a cleared filter change the address without the field: it follows, unless somebody is typing in it.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = address.q;
  }, [address.q]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <search>
      <form action="/alerts" className="relative">
        <Search size={17} aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          ref={field}
          type="search"
          name="q"
          aria-label="Search alerts"
          placeholder="Search by name, stat or pattern"
          defaultValue={address.q}
          autoComplete="off"
          onChange={(event) => search(event.target.value)}
          className="min-h-11 w-full rounded border border-edge bg-card pr-4 pl-10"
        />
        {address.state !== "" && <input type="hidden" name="state" value={address.state} />}
      </form>
    </search>
  );
}
