import type { ChartMark } from "@/lib/presenters/chart/model";
import { momentWords } from "@/lib/presenters/chart/moment-words";

/** A few hundred signs are in the list under the chart; a tooltip has room for the first lines. */
const MOST = 3;

/** What happened, with its time: the first few, and how many more there are. */
export function NoteWords({ notes, zone }: { notes: ChartMark[]; zone: string }) {
  return (
    <ul className="grid gap-1.5">
      {notes.slice(0, MOST).map(({ at, until, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two may be alike; an annotation is its place
        <li key={index}>
          <span className="line-clamp-3 font-medium wrap-anywhere">{text}</span>
          <span className="text-muted">
            {momentWords(at, zone)}
            {until !== null && ` to ${momentWords(until, zone)}`}
          </span>
        </li>
      ))}
      {notes.length > MOST && <li className="text-muted">and {notes.length - MOST} more</li>}
    </ul>
  );
}
