import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface DeleteTeamProps {
  team: string;
  remove: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Opens without JavaScript, and asks for the name: a deleted team does not come back. */
export function DeleteTeam({ team, remove }: DeleteTeamProps) {
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center rounded-small px-3 font-medium text-bad hover:bg-wash -ml-3">
        Delete the team…
      </summary>
      <ActionForm
        action={remove}
        label="Delete the team"
        className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
      >
        <p>
          All its stats go with every number, its keys are refused within a second, and nobody is in it any more. This
          cannot be undone.
        </p>
        <Field name="name" label={`Type “${team}” to delete it`} autoComplete="off" />
        <div>
          <SubmitButton tone="danger" pending="Deleting…">
            Delete this team
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
