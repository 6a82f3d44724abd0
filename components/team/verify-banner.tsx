import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { End, ONCE_WHOLE } from "@/components/ui/once-whole";
import type { FormState } from "@/lib/presenters/view/form-state";

interface VerifyBannerProps {
  email: string;
  /** Whether the mail waits at /dev/mail instead of going out. */
  keptHere?: boolean;
  resend: (before: FormState, form: FormData) => Promise<FormState>;
  className?: string;
}

/** Asks somebody to open the mail that proves their address. */
export function VerifyBanner({ email, keptHere = false, resend, className = "" }: VerifyBannerProps) {
  return (
    <aside
      aria-label="Confirm your address"
      className={`rounded-small border border-hairline bg-card px-4 py-3 ${className}`}
    >
      <ActionForm
        action={resend}
        label="Send the mail again"
        className={`flex flex-wrap items-center justify-between gap-x-6 gap-y-2 [&>[aria-live]]:w-full ${ONCE_WHOLE}`}
      >
        <p className="min-w-0 wrap-anywhere">
          <strong className="font-medium">Confirm your address:</strong> we have mailed a link to {email}.
          {keptHere && (
            <>
              {" "}
              No mail leaves this machine yet:{" "}
              <Link href="/dev/mail" className="prose-link">
                read it here
              </Link>
              .
            </>
          )}
        </p>
        <SubmitButton tone="plain" pending="Sending…">
          Send again
        </SubmitButton>
        <End />
      </ActionForm>
    </aside>
  );
}
