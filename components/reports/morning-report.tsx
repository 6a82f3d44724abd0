import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { MorningReportView } from "@/lib/presenters/view/morning-report";

interface MorningReportProps {
  view: MorningReportView | null;
  start: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Below what somebody came for: a report that they may have, or when it comes. */
export function MorningReport({ view, start }: MorningReportProps) {
  if (view === null) return null;
  if (!view.offered) return <p className="mt-6 text-small text-muted">{view.words}</p>;
  return (
    <ActionForm action={start} label="Morning report" className="mt-6 flex flex-wrap items-center gap-x-4 gap-y-2">
      <p className="min-w-0 text-small text-muted">What moved, how it compares, what rang: one mail each morning.</p>
      <SubmitButton tone="plain" pending="One moment…">
        Send me a report every morning at 8
      </SubmitButton>
    </ActionForm>
  );
}
