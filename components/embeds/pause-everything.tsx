import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface PauseEverythingProps {
  /** How many are live now. */
  live: number;
  pause: (before: FormState, form: FormData) => Promise<FormState>;
}

/** For the moment when something should not have been public. Everything can be resumed, one by one. */
export function PauseEverything({ live, pause }: PauseEverythingProps) {
  return (
    <ActionForm action={pause} label="Pause everything" className="flex flex-wrap items-center gap-x-4 gap-y-2">
      <SubmitButton tone="plain" pending="Pausing…" disabled={live === 0}>
        Pause everything
      </SubmitButton>
      <p className="text-small text-muted">
        {live === 0
          ? "Nothing is live."
          : `${live} live. Nobody outside sees a number from then on, until you resume it.`}
      </p>
    </ActionForm>
  );
}
