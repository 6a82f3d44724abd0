import { ChartPanel } from "@/components/stats/chart-panel";
import { RangePicker } from "@/components/stats/range-picker";
import { StatSummary } from "@/components/stats/stat-summary";
import { Refresh } from "@/components/ui/refresh";
import type { PublicStatView } from "@/lib/presenters/view/public-stat";
import type { RangeView } from "@/lib/presenters/view/range";

interface PublicStatProps {
  of: PublicStatView;
  range: RangeView;
  /** The page's path. */
  base: string;
}

const EVERY_SECONDS = 30;

/** A stat for everybody: its number, its chart and the same as files. */
export function PublicStat({ of, range, base }: PublicStatProps) {
  return (
    <>
      <header className="mb-6">
        <div className="flex items-baseline justify-between gap-4">
          <h1 className="min-w-0 text-title font-semibold tracking-tight wrap-anywhere">{of.name}</h1>
          <p className="shrink-0 text-small text-muted">
            <Refresh everySeconds={EVERY_SECONDS} />
          </p>
        </div>
        {of.description !== "" && <p className="mt-2 max-w-prose whitespace-pre-line">{of.description}</p>}
      </header>
      <StatSummary of={of.summary} />
      <RangePicker range={range} base={`${base}?`} />
      <ChartPanel of={of.panel} />
    </>
  );
}
