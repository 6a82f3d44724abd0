import { ActionForm, type FormAction } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { EndForm } from "@/components/ui/end-form";
import { Field } from "@/components/ui/field";

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
      <EndForm noun="dashboard" id={id} name={name} remove={remove}>
        Its cards go with it, and its public link. The stats keep all their numbers. This cannot be undone.
      </EndForm>
    </>
  );
}
