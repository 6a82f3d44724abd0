import { Link } from "@/components/ui/link";
import { drawnAs, earlierWords, overRange, RANGES, type RangeView, rangeQuery } from "@/lib/presenters/view/range";
import { usualCompare } from "@/lib/presenters/view/range-length";

interface RangePickerProps {
  range: RangeView;
  /** The page's path with whatever must stay in its query: "/compare?stats=a,b&" or "/stats/a?". */
  base: string;
}

/** Which stretch of time, and whether the earlier one lies under it: links, so the address says it all. */
export function RangePicker({ range, base }: RangePickerProps) {
  const { spec, preset } = range;
  const chosen = "preset" in spec.range ? spec.range.preset : null;
  const compare = usualCompare(spec.range);
  const isOver = spec.compare !== null;
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="Range" className="flex overflow-hidden rounded-small border border-edge">
        {RANGES.map((each) => (
          <Link
            key={each.preset.name}
            href={base + rangeQuery(overRange(range, { preset: each.preset.name }))}
            scroll={false}
            aria-current={each.preset.name === chosen ? "true" : undefined}
            className="inline-flex min-h-9 items-center border-l border-hairline px-2.5 text-small transition-colors duration-150 first:border-l-0 hover:bg-wash focus-visible:-outline-offset-2 aria-[current]:bg-ink aria-[current]:text-paper sm:px-3.5"
          >
            {each.text}
          </Link>
        ))}
      </nav>
      {(compare !== null || isOver) && (
        <Link
          href={base + rangeQuery(drawnAs(range, { compare: isOver ? null : compare }))}
          scroll={false}
          aria-current={isOver ? "true" : undefined}
          className="-mx-2 inline-flex min-h-9 items-center gap-2 rounded-small px-2 text-small hover:bg-wash"
        >
          <span
            aria-hidden="true"
            className={`grid size-4 place-items-center rounded-[4px] border border-edge text-[11px] leading-none ${isOver ? "bg-accent text-on-accent" : "bg-card"}`}
          >
            {isOver ? "✓" : ""}
          </span>
          {isOver ? "Hide" : "Show"} {earlierWords(spec.range, spec.compare ?? undefined)}
        </Link>
      )}
      {chosen === null && (
        <Link
          href={base + rangeQuery(overRange(range, { preset: preset.name }))}
          scroll={false}
          className="inline-flex min-h-9 items-center text-small text-accent underline underline-offset-3"
        >
          Back to the last {preset.name}
        </Link>
      )}
    </div>
  );
}
