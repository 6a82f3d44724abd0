import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { StatRow } from "@/lib/presenters/view/stat-row";

type Restore = (before: FormState, form: FormData) => Promise<FormState>;

/** After a stat was put in the trash: what happened, and the way back. */
export function TrashedNotice({ id, restore }: { id: string; restore: Restore }) {
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

export function TrashList({ rows, restore }: { rows: StatRow[]; restore: Restore }) {
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
        </li>
      ))}
    </ul>
  );
}

function RestoreButton({ id, name, restore, text }: { id: string; name: string; restore: Restore; text: string }) {
  return (
    <ActionForm action={restore} label={`${text} ${name}`} className="">
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending="Restoring…">
        {text}
      </SubmitButton>
    </ActionForm>
  );
}
