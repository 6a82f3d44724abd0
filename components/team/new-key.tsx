import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field, SelectField } from "@/components/ui/field";
import { KEY_KINDS } from "@/lib/domain/key";
import type { FormState } from "@/lib/presenters/view/form-state";
import { LIVES } from "@/lib/presenters/view/key-expiry";
import { KEY_WORDS } from "@/lib/presenters/view/key-row";

const KINDS = KEY_KINDS.map((kind) => ({ value: kind, text: `${KEY_WORDS[kind].name}: ${KEY_WORDS[kind].may}` }));

export function NewKey({ make }: { make: (before: FormState, form: FormData) => Promise<FormState> }) {
  return (
    <ActionForm action={make} label="New key" className="grid items-start gap-4 sm:grid-cols-2">
      <Field name="name" label="What is it for?" subject="This" placeholder="web server" autoComplete="off" />
      <SelectField name="kind" label="What may it do?" options={KINDS} />
      <SelectField name="life" label="When does it expire?" options={LIVES} />
      <Field
        name="expiresAt"
        label="Or after a certain day"
        subject="This"
        type="date"
        hint="It counts if it is set."
      />
      <div className="sm:col-span-2">
        <SubmitButton pending="Making it…">Make a key</SubmitButton>
      </div>
    </ActionForm>
  );
}
