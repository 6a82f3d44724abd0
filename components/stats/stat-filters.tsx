"use client";

import { Search, Star, Trash2, Users } from "lucide-react";
import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef } from "react";
import { Link } from "@/components/ui/link";
import { SORTS, type StatsAddress, statsHref } from "@/lib/presenters/view/stats-address";

const PAUSE_MS = 180;

/** Search, filters and order of the list. Each is a link or a plain form, so it all works before JavaScript. */
export function StatFilters({ address }: { address: StatsAddress }) {
  return (
    <div className="grid gap-3">
      <SearchBox address={address} />
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2 text-small">
        <nav aria-label="Filter" className="flex flex-wrap gap-1">
          <Choice
            href={statsHref(address, { kind: "", favourite: false, shared: false, trash: false })}
            chosen={isAll(address)}
          >
            All
          </Choice>
          <Choice href={statsHref(address, toggled(address, "counter"))} chosen={address.kind === "counter"}>
            Counters
          </Choice>
          <Choice href={statsHref(address, toggled(address, "value"))} chosen={address.kind === "value"}>
            Values
          </Choice>
          <Choice href={statsHref(address, { favourite: !address.favourite })} chosen={address.favourite}>
            <Star size={14} aria-hidden="true" /> Favourites
          </Choice>
          <Choice href={statsHref(address, { shared: !address.shared, trash: false })} chosen={address.shared}>
            <Users size={14} aria-hidden="true" /> Shared with us
          </Choice>
          <Choice href={statsHref(address, { trash: !address.trash, shared: false })} chosen={address.trash}>
            <Trash2 size={14} aria-hidden="true" /> Trash
          </Choice>
        </nav>
        <nav aria-label="Sort" className="flex flex-wrap items-center gap-1">
          <span className="text-muted">Sort by</span>
          {SORTS.map(({ sort, text }) => (
            <Choice key={sort} href={statsHref(address, { sort })} chosen={address.sort === sort}>
              {text}
            </Choice>
          ))}
        </nav>
      </div>
    </div>
  );
}

function SearchBox({ address }: { address: StatsAddress }) {
  const router = useRouter();
  const field = useRef<HTMLInputElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const search = (q: string) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => router.replace(statsHref(address, { q }), { scroll: false }), PAUSE_MS);
  };
  // Back and a cleared filter change the address without the field: it follows, unless somebody is typing in it.
  useEffect(() => {
    if (field.current && document.activeElement !== field.current) field.current.value = address.q;
  }, [address.q]);
  return (
    <search>
      <form action="/stats" className="relative">
        <Search size={17} aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
        <input
          ref={field}
          type="search"
          name="q"
          aria-label="Search stats"
          placeholder="Search by name"
          defaultValue={address.q}
          autoComplete="off"
          onChange={(event) => search(event.target.value)}
          className="min-h-11 w-full rounded border border-edge bg-card pr-12 pl-10"
        />
        <kbd className="pointer-events-none absolute top-1/2 right-3 hidden -translate-y-1/2 rounded-small border border-hairline px-1.5 font-mono text-small text-muted sm:block">
          /
        </kbd>
        {address.kind !== "" && <input type="hidden" name="kind" value={address.kind} />}
        {address.favourite && <input type="hidden" name="favourite" value="1" />}
        {address.shared && <input type="hidden" name="shared" value="1" />}
        {address.compared.length > 0 && <input type="hidden" name="compare" value={address.compared.join(",")} />}
        {address.sort !== "name" && <input type="hidden" name="sort" value={address.sort} />}
      </form>
    </search>
  );
}

function Choice({ href, chosen, children }: { href: string; chosen: boolean; children: ReactNode }) {
  return (
    <Link
      href={href}
      scroll={false}
      aria-current={chosen ? "true" : undefined}
      className="inline-flex min-h-8 items-center gap-1.5 rounded-small px-2.5 text-muted transition-colors duration-150 hover:bg-wash hover:text-ink aria-[current]:bg-wash aria-[current]:font-medium aria-[current]:text-ink"
    >
      {children}
    </Link>
  );
}

function toggled(address: StatsAddress, kind: "counter" | "value"): Partial<StatsAddress> {
  return { kind: address.kind === kind ? "" : kind };
}

function isAll({ kind, favourite, shared, trash }: StatsAddress): boolean {
  return kind === "" && !favourite && !shared && !trash;
}
