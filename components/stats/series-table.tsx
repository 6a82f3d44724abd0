import { Quantity } from "@/components/ui/quantity";
import type { SeriesTable as SeriesTableView } from "@/lib/presenters/view/series-table";

/** The numbers behind the chart, for those who would rather read them. */
export function SeriesTable({ table, caption }: { table: SeriesTableView; caption: string }) {
  return (
    <details className="group">
      <summary className="inline-flex min-h-8 items-center rounded-small text-small font-medium text-accent underline underline-offset-3">
        <span className="group-open:hidden">Show the numbers as a table</span>
        <span className="hidden group-open:inline">Hide the table</span>
      </summary>
      <section
        aria-label={caption}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        className="mt-3 max-h-96 overflow-auto rounded border border-hairline bg-card"
      >
        <table className="w-full border-collapse text-small">
          <caption className="sr-only">{caption}</caption>
          <thead className="sticky top-0 bg-card">
            <tr>
              <th scope="col" className="px-3 py-2 text-left font-medium text-muted">
                From
              </th>
              {table.columns.map((column) => (
                <th key={column} scope="col" className="px-3 py-2 text-right font-medium text-muted">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {table.rows.map((row) => (
              <tr key={row.iso} className="border-t border-hairline">
                <th scope="row" className="px-3 py-1.5 text-left font-normal">
                  <time dateTime={row.iso}>{row.when}</time>
                </th>
                {row.cells.map((cell, index) => (
                  <td key={table.columns[index]} className="px-3 py-1.5 text-right">
                    <Quantity of={cell} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {table.rows.length === 0 && <p className="px-3 py-2 text-small text-muted">No data in this range.</p>}
        {table.leftOut > 0 && (
          <p className="px-3 py-2 text-small text-muted">{table.leftOut} older rows are in the CSV and JSON files.</p>
        )}
      </section>
    </details>
  );
}
