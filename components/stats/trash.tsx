import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { StatRow } from "@/lib/presenters/view/stat-row";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** After a stat was put in the trash: what happened, and the way back. */
export function TrashedNotice({ id, restore }: { id: string; restore: FormAction }) {
  return (
    <div
      role="status"
      className="mb-6 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-hairline bg-wash px-4 py-3"
    >
      <p className="mr-auto">The stat is in the trash with all its numbers. It stays there for 48 hours.</p>
      <RestoreButton id={id} name="the stat" restore={restore} text="Undo" />
    </div>
  );
}

/** After a stat in the trash was deleted: what happened. There is no way back. */
export function DeletedNotice() {
  return <Notice>The stat is deleted for good, and its names are free.</Notice>;
}

interface TrashListProps {
  rows: StatRow[];
  restore: FormAction;
  remove: FormAction;
}

export function TrashList({ rows, restore, remove }: TrashListProps) {
  return (
    <ul aria-label="Stats in the trash" className="border-t border-hairline">
      {rows.map((row) => (
        <li key={row.id} className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-hairline py-3">
          <div className="mr-auto min-w-0">
            <p className="font-medium">{row.name}</p>
            <p className="text-small text-muted">
              {row.kind}
              {row.trashed !== null && (
                <>
                  {" "}
                  · put here <TimeAgo at={row.trashed} />, gone for good after 48 hours
                </>
              )}
            </p>
          </div>
          <RestoreButton id={row.id} name={row.name} restore={restore} text="Restore" />
          <DeleteForGood id={row.id} name={row.name} remove={remove} />
        </li>
      ))}
    </ul>
  );
}

function RestoreButton({ id, name, restore, text }: { id: string; name: string; restore: FormAction; text: string }) {
  return (
    <ActionForm action={restore} label={`${text} ${name}`} className="">
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending="Restoring…">
        {text}
      </SubmitButton>
    </ActionForm>
  );
}

/** Asks once more, in place: opening it, the button inside and leaving it all work by keyboard and without JavaScript. */
function DeleteForGood({ id, name, remove }: { id: string; name: string; remove: FormAction }) {
  return (
    <details className="basis-full">
      <summary className="inline-flex min-h-6 cursor-pointer items-center rounded-small text-small text-bad hover:underline">
        Delete for good…<span className="sr-only"> {name}</span>
      </summary>
      <ActionForm
        action={remove}
        label={`Delete ${name} for good`}
        className="mt-2 flex flex-wrap items-center gap-x-4 gap-y-2 rounded border border-hairline bg-wash px-4 py-3"
      >
        <input type="hidden" name="id" value={id} />
        <p className="mr-auto">All its numbers are deleted and its names become free. This cannot be undone.</p>
        <SubmitButton tone="danger" pending="Deleting…" aria-label={`Delete ${name} for good`}>
          Delete for good
        </SubmitButton>
      </ActionForm>
    </details>
  );
}
