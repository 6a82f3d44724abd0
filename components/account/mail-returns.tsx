import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { FormState } from "@/lib/presenters/view/form-state";

interface MailReturnsProps {
  email: string;
  /** What happened to a mail that was sent there. */
  words: string;
  /** Mails a link by which the person proves that mail arrives. */
  hear: (before: FormState, form: FormData) => Promise<FormState>;
  className?: string;
}

/** Tells somebody that no mail is sent to their address any more, and how that ends. */
export function MailReturns({ email, words, hear, className = "" }: MailReturnsProps) {
  return (
    <aside
      aria-label="Mail does not reach you"
      className={`rounded-small border border-hairline border-l-4 border-l-warn bg-card px-4 py-3 ${className}`}
    >
      <ActionForm
        action={hear}
        label="Try my address again"
        className="flex flex-wrap items-center justify-between gap-x-6 gap-y-2 [&>[aria-live]]:w-full"
      >
        <p className="min-w-0 wrap-anywhere">
          <strong className="font-medium">Mail does not reach you:</strong> {words} So {email} gets no reports and no
          alerts until you follow a link that we mail there, or give{" "}
          <Link href="/settings/you" className="prose-link">
            another address
          </Link>
          .
        </p>
        <SubmitButton tone="plain" pending="Sending…">
          Mail me the link
        </SubmitButton>
      </ActionForm>
    </aside>
  );
}
