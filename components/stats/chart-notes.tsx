import type { NoteView } from "@/lib/presenters/view/chart-panel";

/** So many are read at a glance; more are folded away. */
const FEW = 4;

/** What the flags of a chart say, for those who would rather read it. */
export function ChartNotes({ notes }: { notes: NoteView[] }) {
  if (notes.length === 0) return null;
  return (
    <>
      <NoteList notes={notes.slice(0, FEW)} label="What happened" />
      {notes.length > FEW && (
        <details className="group">
          <summary className="inline-flex min-h-8 items-center rounded-small text-small font-medium text-accent underline underline-offset-3">
            <span className="group-open:hidden">Show {notes.length - FEW} more annotations</span>
            <span className="hidden group-open:inline">Hide older annotations</span>
          </summary>
          <NoteList notes={notes.slice(FEW)} label="What happened before" />
        </details>
      )}
    </>
  );
}

function NoteList({ notes, label }: { notes: NoteView[]; label: string }) {
  return (
    <ul aria-label={label} className="mt-2 grid gap-1.5 text-small">
      {notes.map(({ id, iso, when, text, author }) => (
        <li key={id} className="grid gap-x-4 sm:grid-cols-[minmax(0,1fr)_auto]">
          <span className="flex min-w-0 items-baseline gap-2">
            <svg width="9" height="9" aria-hidden="true" className="shrink-0 fill-accent">
              <path d="M0,0h8l-2.5,3.5L8,7H0z" />
            </svg>
            <span className="min-w-0 whitespace-pre-line wrap-anywhere">{text}</span>
          </span>
          <span className="text-muted max-sm:pl-4">
            <time dateTime={iso}>{when}</time>
            {author !== "" && `, ${author}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
