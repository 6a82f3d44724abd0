import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

/** The team has no dashboard yet: what one is, and the first step. `create` reads `name`. */
export function NoDashboards({ create }: { create: FormAction | null }) {
  return (
    <section aria-label="No dashboards yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No dashboards yet</h2>
      <p className="mt-1 mb-5 max-w-prose text-muted">
        A dashboard shows graphs and numbers of many stats side by side, on your desk or on a screen on the wall.
        Everybody in the team sees it.
      </p>
      {create === null ? (
        <p className="max-w-prose">Members and above make dashboards: ask one of them.</p>
      ) : (
        <NameForm create={create} />
      )}
    </section>
  );
}

/** Makes a further dashboard; opens without JavaScript. `create` reads `name`. */
export function NewDashboard({ create }: { create: FormAction }) {
  return (
    <details className="mt-6">
      <summary className="inline-flex min-h-10 items-center rounded-small border border-edge bg-card px-4 font-medium hover:bg-wash">
        New dashboard…
      </summary>
      <div className="mt-3 rounded border border-hairline bg-card p-4">
        <NameForm create={create} />
      </div>
    </details>
  );
}

function NameForm({ create }: { create: FormAction }) {
  return (
    <ActionForm action={create} label="New dashboard" className="flex flex-wrap items-end gap-3">
      <Field name="name" label="Name" placeholder="Servers" autoComplete="off" className="flex-1 basis-60" />
      <SubmitButton pending="Making it…">Make the dashboard</SubmitButton>
    </ActionForm>
  );
}
