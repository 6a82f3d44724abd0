import { StatChart } from "@/components/chart/stat-chart";
import type { ChartPanelView } from "@/lib/presenters/view/chart-panel";
import { SeriesTable } from "./series-table";

/** A chart, its step in words, and the same numbers as a table and as files. */
export function ChartPanel({ of }: { of: ChartPanelView }) {
  return (
    <section aria-label="Chart" className="mt-4">
      <div className="rounded border border-hairline bg-card p-3 sm:p-5">
        <StatChart model={of.model} svg={of.svg} />
      </div>
      <div className="mt-2 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-small">
        <p className="mr-auto text-muted">Times in {of.zone.replaceAll("_", " ")}</p>
        <a href={of.csv} className="inline-flex min-h-6 items-center text-accent underline underline-offset-3">
          CSV
        </a>
        <a href={of.json} className="inline-flex min-h-6 items-center text-accent underline underline-offset-3">
          JSON
        </a>
      </div>
      <SeriesTable table={of.table} caption={of.caption} />
    </section>
  );
}
