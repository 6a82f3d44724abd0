import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";

interface NothingReportedProps {
  /** A line that makes one by a script. */
  line: string;
  /** Makes the usual one; null for those who only look. */
  start: ((before: FormState, form: FormData) => Promise<FormState>) | null;
}

/** Before the first report: what one is, and the ways to it. */
export function NothingReported({ line, start }: NothingReportedProps) {
  return (
    <section aria-label="No reports yet" className="rounded border border-hairline bg-card p-6 sm:p-8">
      <h2 className="text-lead font-semibold">No reports yet</h2>
      <p className="mt-1 max-w-prose text-muted">
        A report is a mail at your hour: what moved, how it compares, what rang. The most unusual comes first.
      </p>
      {start === null ? (
        <p className="mt-3 text-muted">Members of the team make them.</p>
      ) : (
        <>
          <ActionForm action={start} label="Morning report" className="mt-4 grid gap-4">
            <div className="flex flex-wrap gap-3">
              <SubmitButton pending="One moment…">Send me a report every morning</SubmitButton>
              <Link href="/reports/new" className={buttonLook("plain")}>
                New report
              </Link>
            </div>
          </ActionForm>
          <p className="mt-6 text-muted">Or by a script:</p>
          <CopyLine text={line} label="A report by one line" className="mt-2" />
        </>
      )}
    </section>
  );
}
