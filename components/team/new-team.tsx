import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { ZoneField } from "@/components/ui/zone-field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface NewTeamProps {
  create: (before: FormState, form: FormData) => Promise<FormState>;
}

export function NewTeam({ create }: NewTeamProps) {
  return (
    <ActionForm action={create} label="New team">
      <Field name="name" label="Name" subject="The name" autoComplete="organization" required />
      <ZoneField />
      <div>
        <SubmitButton pending="Making it…">Make the team</SubmitButton>
      </div>
    </ActionForm>
  );
}
