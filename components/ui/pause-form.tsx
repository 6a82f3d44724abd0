import type { ReactNode } from "react";
import { ActionForm, type FormAction } from "./action-form";
import { SubmitButton } from "./button";

export interface PauseProps {
  id: string;
  paused: boolean;
  /** Both read `id`. */
  pause: FormAction;
  resume: FormAction;
}

/** One button that pauses or resumes, and beside it what comes of that. */
export function PauseForm({ id, paused, pause, resume, children }: PauseProps & { children: ReactNode }) {
  return (
    <ActionForm
      action={paused ? resume : pause}
      label={paused ? "Resume" : "Pause"}
      className="flex flex-wrap items-center gap-x-4 gap-y-2 [&>[aria-live]]:w-full"
    >
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending={paused ? "Resuming…" : "Pausing…"}>
        {paused ? "Resume" : "Pause"}
      </SubmitButton>
      <p className="text-small text-muted">{children}</p>
    </ActionForm>
  );
}
