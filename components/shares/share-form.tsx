import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface ShareFormProps {
  statId: string;
  /** A server action that reads `statId` and `teamId`. */
  share: (before: FormState, form: FormData) => Promise<FormState>;
}

export function ShareForm({ statId, share }: ShareFormProps) {
  return (
    <ActionForm action={share} label="Share" className="grid gap-4">
      <input type="hidden" name="statId" value={statId} />
      <Field
        name="teamId"
        label="Sharing id of the other team"
        autoComplete="off"
        spellCheck={false}
        hint="Its people copy it from their settings, under Shared, and send it to you."
      />
      <div>
        <SubmitButton pending="Sharing…">Share</SubmitButton>
      </div>
    </ActionForm>
  );
}
