import type { ChartModel } from "@/lib/presenters/chart/model";
import { Swatch } from "./legend";
import { NoteWords } from "./note-words";
import { type PointRow, pointWords } from "./read-point";

interface PointTooltipProps {
  model: ChartModel;
  /** Which interval; -1 is none. */
  index: number;
  hidden: ReadonlySet<number>;
}

/** The exact numbers of one interval, with their time and zone, and the earlier ones beneath. */
export function PointTooltip({ model, index, hidden }: PointTooltipProps) {
  if (index < 0) return null;
  const { when, earlierWhen, rows, notes } = pointWords(model, index, hidden);
  const compared = rows.some(({ earlier }) => earlier !== undefined);
  return (
    <div className="max-w-80 @max-lg:max-w-56 rounded-small border border-hairline bg-card px-3 py-2 text-small text-ink shadow-float">
      <p className="text-muted">{when}</p>
      <table className="mt-1 border-separate border-spacing-x-0 border-spacing-y-0.5">
        <tbody>
          {rows.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; a row is its place
            <NowRow key={at} row={row} several={model.series.length > 1} />
          ))}
        </tbody>
        {compared && (
          <tbody className="text-muted">
            <tr>
              <td colSpan={3} className="pt-1.5">
                {earlierWhen}
              </td>
            </tr>
            {rows.map((row, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: names may repeat; a row is its place
              <EarlierRow key={at} row={row} several={model.series.length > 1} />
            ))}
          </tbody>
        )}
      </table>
      {notes.length > 0 && (
        <div className="mt-1.5 border-t border-hairline pt-1.5">
          <NoteWords notes={notes} zone={model.zone} />
        </div>
      )}
    </div>
  );
}

function NowRow({ row, several }: { row: PointRow; several: boolean }) {
  return (
    <tr>
      <Name row={row} several={several} />
      <td className={`text-right font-medium whitespace-nowrap ${row.value === null ? "text-muted" : "figures"}`}>
        {row.value ?? "no data"}
      </td>
      <td className={`pl-3 whitespace-nowrap text-muted empty:hidden ${row.note === "" ? "@max-lg:hidden" : ""}`}>
        {row.note || row.change}
      </td>
    </tr>
  );
}

function EarlierRow({ row, several }: { row: PointRow; several: boolean }) {
  return (
    <tr>
      <Name row={row} several={several} dashed />
      <td className={`text-right whitespace-nowrap ${row.earlier === null ? "" : "figures"}`}>
        {row.earlier ?? "no data"}
      </td>
    </tr>
  );
}

function Name({ row, several, dashed = false }: { row: PointRow; several: boolean; dashed?: boolean }) {
  return (
    <td className="pr-3">
      <span className="flex max-w-36 items-center gap-2 @max-lg:max-w-24">
        <Swatch of={row.series} dashed={dashed} />
        {several && <span className="truncate">{row.series.name}</span>}
      </span>
    </td>
  );
}
