import { QuietFields } from "@/components/alerts/quiet-fields";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface QuietHoursProps {
  draft: { from: string; to: string; zone: string };
  zones: { value: string; text: string }[];
  /** Reads `quietFrom`, `quietTo` and `quietZone`. */
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

/** When alerts leave a person alone, in every team of theirs. */
export function QuietHours({ draft, zones, save }: QuietHoursProps) {
  return (
    <ActionForm action={save} label="Quiet hours">
      <QuietFields draft={draft} zones={zones} />
      <div>
        <SubmitButton tone="plain" pending="Saving…">
          Save
        </SubmitButton>
      </div>
    </ActionForm>
  );
}
