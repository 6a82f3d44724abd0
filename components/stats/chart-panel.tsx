import { ZoomChart } from "@/components/chart/zoom-chart";
import type { ChartPanelView } from "@/lib/presenters/view/chart-panel";
import { ChartNotes } from "./chart-notes";
import { SeriesTable } from "./series-table";

interface ChartPanelProps {
  of: ChartPanelView;
  /** What happened is listed elsewhere on the page. */
  notesElsewhere?: boolean;
}

/** A chart, its step in words, what happened in it, and the same numbers as a table and as files. */
export function ChartPanel({ of, notesElsewhere = false }: ChartPanelProps) {
  return (
    <section aria-label="Chart" className="mt-4">
      <div className="rounded border border-hairline bg-card p-3 sm:p-5">
        <ZoomChart model={of.model} svg={of.svg} address={of.zoom} />
      </div>
      <div className="mt-2 flex flex-wrap items-baseline gap-x-5 gap-y-1 text-small">
        <p className="mr-auto text-muted">
          Times in {of.zone.replaceAll("_", " ")}
          {of.model.scaleNote !== "" && `. ${of.model.scaleNote}`}
        </p>
        <p className="flex gap-x-5">
          {of.files.map(({ name, href }) => (
            <a
              key={name}
              href={href}
              className="inline-flex min-h-6 items-center text-accent underline underline-offset-3"
            >
              {name}
            </a>
          ))}
        </p>
      </div>
      {!notesElsewhere && <ChartNotes notes={of.notes} />}
      <SeriesTable table={of.table} caption={of.caption} />
    </section>
  );
}
