import { Search } from "lucide-react";
import { buttonLook } from "@/components/ui/button-look";
import { Link } from "@/components/ui/link";
import { Quantity } from "@/components/ui/quantity";
import { TimeAgo } from "@/components/ui/time-ago";
import type { StatKind } from "@/lib/domain/stat";
import { type MergeChoice as Choice, mergeHref } from "@/lib/presenters/view/merge";

interface MergeChoiceProps {
  stat: { id: string; name: string; kind: StatKind };
  q: string;
  choices: Choice[];
  /** Whether the list goes on behind what is shown. */
  more: boolean;
}

/** Which stat to merge into: a search and a list of links, so that it all works before JavaScript. */
export function MergeChoice({ stat, q, choices, more }: MergeChoiceProps) {
  return (
    <div className="grid gap-5">
      <search>
        <form action={mergeHref(stat.id)} className="flex flex-wrap gap-3">
          <div className="relative min-w-0 flex-1 basis-60">
            <Search size={17} aria-hidden="true" className="absolute top-1/2 left-3 -translate-y-1/2 text-muted" />
            <input
              type="search"
              name="q"
              aria-label={`Search the ${stat.kind}s`}
              placeholder="Search by name"
              defaultValue={q}
              autoComplete="off"
              className="min-h-11 w-full rounded border border-edge bg-card pr-3 pl-10"
            />
          </div>
          <button type="submit" className={buttonLook("plain")}>
            Search
          </button>
        </form>
      </search>
      {choices.length === 0 ? (
        <p className="py-4 text-muted">{nothing(stat.kind, q)}</p>
      ) : (
        <ul aria-label="Stats to merge into" className="border-t border-hairline">
          {choices.map((choice) => (
            <li
              key={choice.id}
              className="relative flex flex-wrap items-baseline gap-x-4 gap-y-1 border-b border-hairline py-3 transition-colors duration-150 hover:bg-wash md:px-2"
            >
              <Link
                href={choice.href}
                className="mr-auto min-w-0 font-medium wrap-anywhere after:absolute after:inset-0 hover:underline hover:underline-offset-3"
              >
                {choice.name}
              </Link>
              <Quantity of={choice.last} />
              <span className="text-small text-muted">{choice.seen !== null && <TimeAgo at={choice.seen} />}</span>
            </li>
          ))}
        </ul>
      )}
      {more && <p className="text-small text-muted">There are more. Search for a part of the name.</p>}
    </div>
  );
}

function nothing(kind: StatKind, q: string): string {
  return q === "" ? `The team has no other ${kind}.` : `No other ${kind} has “${q}” in its name.`;
}
