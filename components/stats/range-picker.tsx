import { Link } from "@/components/ui/link";
import { earlierWords, RANGES, type RangeView, rangeQuery } from "@/lib/presenters/view/range";

interface RangePickerProps {
  range: RangeView;
  /** The page's path with whatever must stay in its query: "/compare?stats=a,b&" or "/stats/a?". */
  base: string;
}

/** Which stretch of time, and whether the earlier one lies under it: links, so the address says it all. */
export function RangePicker({ range, base }: RangePickerProps) {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <nav aria-label="Range" className="flex overflow-hidden rounded-small border border-edge">
        {RANGES.map(({ preset, text }) => (
          <Link
            key={preset.name}
            href={base + rangeQuery({ ...range, preset })}
            scroll={false}
            aria-current={preset === range.preset ? "true" : undefined}
            className="inline-flex min-h-9 items-center border-l border-hairline px-2.5 text-small transition-colors duration-150 first:border-l-0 hover:bg-wash focus-visible:-outline-offset-2 aria-[current]:bg-ink aria-[current]:text-paper sm:px-3.5"
          >
            {text}
          </Link>
        ))}
      </nav>
      <Link
        href={base + rangeQuery({ ...range, overlay: !range.overlay })}
        scroll={false}
        aria-current={range.overlay ? "true" : undefined}
        className="-mx-2 inline-flex min-h-9 items-center gap-2 rounded-small px-2 text-small hover:bg-wash"
      >
        <span
          aria-hidden="true"
          className={`grid size-4 place-items-center rounded-[4px] border border-edge text-[11px] leading-none ${range.overlay ? "bg-accent text-on-accent" : "bg-card"}`}
        >
          {range.overlay ? "✓" : ""}
        </span>
        {range.overlay ? "Hide" : "Show"} {earlierWords(range.preset)}
      </Link>
    </div>
  );
}
