import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { SelectField } from "@/components/ui/field";
import type { Publishers } from "@/lib/domain/public-link";
import type { FormState } from "@/lib/presenters/view/form-state";

const WHO: { value: Publishers; text: string }[] = [
  { value: "members", text: "Members, admins and owners" },
  { value: "admins", text: "Admins and owners" },
  { value: "nobody", text: "Nobody" },
];

interface PublishersFormProps {
  publishers: Publishers;
  /** Reads `publishers`. */
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

export function PublishersForm({ publishers, save }: PublishersFormProps) {
  return (
    <ActionForm action={save} label="Who may publish" className="grid gap-4 sm:max-w-sm">
      <SelectField
        name="publishers"
        label="May make embeds and public pages"
        options={WHO}
        defaultValue={publishers}
        hint="What is public already stays so: pause or revoke it below."
      />
      <div>
        <SubmitButton pending="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}

/** The same for those who may only look. */
export function PublishersFact({ publishers }: { publishers: Publishers }) {
  return (
    <p>
      {WHO.find(({ value }) => value === publishers)?.text}
      <span className="mt-1 block text-small text-muted">Owners and admins change this.</span>
    </p>
  );
}
