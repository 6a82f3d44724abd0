import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CheckField } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface NoticesFormProps {
  mailNewStats: boolean;
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

export function NoticesForm({ mailNewStats, save }: NoticesFormProps) {
  return (
    <ActionForm action={save} label="Mail to you" className="grid gap-4">
      <CheckField
        name="mailNewStats"
        label="Tell me of new stats"
        hint="When a program sends under a name nobody used before, with a way to throw the stat away. At most one mail an hour."
        defaultChecked={mailNewStats}
      />
      <div>
        <SubmitButton tone="plain" pending="Saving…">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
