import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface ConfirmChannelProps {
  team: string;
  address: string;
  agreed: boolean;
  token: string;
  /** A server action that reads `token`. */
  confirm: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Somebody outside a team is asked whether its alerts may be mailed to them. */
export function ConfirmChannel({ team, address, agreed, token, confirm }: ConfirmChannelProps) {
  if (agreed) {
    return (
      <AuthHeading title="Alerts come here">
        Alerts of {team} are mailed to <strong className="font-medium text-ink">{address}</strong>. Each of these mails
        has a link that ends them.
      </AuthHeading>
    );
  }
  return (
    <>
      <AuthHeading title="Do you want these alerts?">
        {team} wants to mail its alerts to <strong className="font-medium text-ink">{address}</strong>: a mail when a
        number has gone where somebody ought to look, at any hour. Each of them has a link that ends them.
      </AuthHeading>
      <ActionForm action={confirm} label="Agree to be mailed alerts">
        <input type="hidden" name="token" value={token} />
        <SubmitButton pending="One moment…">Yes, mail them to me</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">If you do not, close this page: nothing is sent then.</p>
    </>
  );
}
