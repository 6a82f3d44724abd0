import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

/** Brings the EZ key that scripts written for StatHat hold, so that only their host has to change. */
export function KeyAlias({ add }: { add: (before: FormState, form: FormData) => Promise<FormState> }) {
  return (
    <ActionForm action={add} label="Old EZ key" className="grid items-start gap-4 sm:grid-cols-2">
      <Field
        name="alias"
        label="The key your old scripts send"
        subject="This"
        placeholder="you@example.com"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        hint="What stands after ezkey= or email= in them. An email address must be a proved one of your team."
      />
      <Field name="name" label="Which scripts are they?" subject="This" placeholder="backups" autoComplete="off" />
      <div className="sm:col-span-2">
        <SubmitButton tone="plain" pending="Bringing it…">
          Bring this key
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
