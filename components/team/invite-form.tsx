import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface InviteFormProps {
  roles: { value: string; text: string }[];
  invite: (before: FormState, form: FormData) => Promise<FormState>;
}

export function InviteForm({ roles, invite }: InviteFormProps) {
  return (
    <ActionForm action={invite} label="Invite" className="grid gap-5">
      <Field
        name="email"
        label="Email"
        type="email"
        autoComplete="off"
        subject="This"
        advice="It should look like you@example.com."
        hint="Only whoever reads mail there can accept, for 7 days."
        required
      />
      <SelectField name="role" label="Role" options={roles} defaultValue="member" />
      <div>
        <SubmitButton pending="Inviting…">Invite</SubmitButton>
      </div>
    </ActionForm>
  );
}
