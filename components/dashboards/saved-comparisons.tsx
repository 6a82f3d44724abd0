import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { SavedComparison } from "@/lib/presenters/view/saved-comparison";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface SavedComparisonsProps {
  rows: SavedComparison[];
  /** `rename` reads `id` and `title`, `remove` reads `id`; null for whoever may only look. */
  actions: { rename: FormAction; remove: FormAction } | null;
}

/** The comparisons that the team saved, newest first. */
export function SavedComparisons({ rows, actions }: SavedComparisonsProps) {
  if (rows.length === 0) return null;
  return (
    <section aria-label="Saved comparisons" className="mt-10">
      <h2 className="text-lead font-semibold">Saved comparisons</h2>
      <ul className="mt-3 border-t border-hairline">
        {rows.map((row) => (
          <li key={row.id} className="relative border-b border-hairline py-3">
            <div className="min-w-0 wrap-anywhere sm:pr-28">
              <p className="font-medium">
                {row.href === null ? (
                  row.name
                ) : (
                  <Link href={row.href} className="hover:underline hover:underline-offset-3">
                    {row.name}
                  </Link>
                )}
              </p>
              <p className="text-small text-muted">
                {row.title === "" && row.href !== null ? "" : `${row.stats}, `}
                {row.range}, saved <TimeAgo at={row.saved} />
              </p>
            </div>
            {actions !== null && <Change row={row} {...actions} />}
          </li>
        ))}
      </ul>
    </section>
  );
}

function Change({ row, rename, remove }: { row: SavedComparison; rename: FormAction; remove: FormAction }) {
  return (
    <details className="max-sm:mt-1">
      <summary
        aria-label={`Change ${row.name}…`}
        className="inline-flex min-h-8 items-center rounded-small px-3 text-small font-medium hover:bg-wash max-sm:-ml-3 sm:absolute sm:top-4 sm:right-0"
      >
        Change…
      </summary>
      <div className="mt-3 grid gap-4 rounded border border-hairline bg-card p-4">
        <ActionForm action={rename} label={`Rename ${row.name}`} className="flex flex-wrap items-end gap-3">
          <input type="hidden" name="id" value={row.id} />
          <Field
            name="title"
            label="Title"
            defaultValue={row.title}
            placeholder="Made from the names of the stats"
            autoComplete="off"
            className="flex-1 basis-60"
          />
          <SubmitButton tone="plain" pending="Saving…">
            Rename
          </SubmitButton>
        </ActionForm>
        <ActionForm
          action={remove}
          label={`Delete ${row.name}`}
          className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline pt-4"
        >
          <input type="hidden" name="id" value={row.id} />
          <p className="mr-auto">The stats keep all their numbers.</p>
          <SubmitButton tone="danger" pending="Deleting…" aria-label={`Delete ${row.name}`}>
            Delete
          </SubmitButton>
        </ActionForm>
      </div>
    </details>
  );
}
