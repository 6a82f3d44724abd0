import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface DashboardSettingsProps {
  id: string;
  name: string;
  /** Both read `id` and `name`. */
  rename: FormAction;
  remove: FormAction;
}

/** Another name, and the end of it, which asks for the name: a deleted dashboard does not come back. */
export function DashboardSettings({ id, name, rename, remove }: DashboardSettingsProps) {
  return (
    <>
      <ActionForm action={rename} label="Rename the dashboard" className="flex flex-wrap items-end gap-3">
        <input type="hidden" name="id" value={id} />
        <Field name="name" label="Name" defaultValue={name} autoComplete="off" className="flex-1 basis-60" />
        <SubmitButton tone="plain" pending="Saving…">
          Rename
        </SubmitButton>
      </ActionForm>
      <details>
        <summary className="-ml-3 inline-flex min-h-10 items-center rounded-small px-3 font-medium text-bad hover:bg-wash">
          Delete the dashboard…
        </summary>
        <ActionForm
          action={remove}
          label="Delete the dashboard"
          className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
        >
          <input type="hidden" name="id" value={id} />
          <p>Its cards go with it, and its public link. The stats keep all their numbers. This cannot be undone.</p>
          <Field name="name" label={`Type “${name}” to delete it`} autoComplete="off" />
          <div>
            <SubmitButton tone="danger" pending="Deleting…">
              Delete this dashboard
            </SubmitButton>
          </div>
        </ActionForm>
      </details>
    </>
  );
}
