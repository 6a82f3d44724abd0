import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface ConfirmReportProps {
  team: string;
  report: string;
  cadence: "daily" | "weekly" | "monthly";
  address: string;
  agreed: boolean;
  token: string;
  /** A server action that reads `token`. */
  confirm: (before: FormState, form: FormData) => Promise<FormState>;
}

const EVERY = { daily: "every day", weekly: "every week", monthly: "every month" };

/** Somebody outside a team is asked whether its report may be mailed to them. */
export function ConfirmReport({ team, report, cadence, address, agreed, token, confirm }: ConfirmReportProps) {
  const to = <strong className="font-medium text-ink">{address}</strong>;
  if (agreed) {
    return (
      <AuthHeading title="The report comes here">
        “{report}” of {team} is mailed to {to}, {EVERY[cadence]}. Each of these mails has a link that ends them.
      </AuthHeading>
    );
  }
  return (
    <>
      <AuthHeading title="Do you want this report?">
        {team} wants to mail its report “{report}” to {to}: what moved in their numbers, {EVERY[cadence]}. Each of these
        mails has a link that ends them.
      </AuthHeading>
      <ActionForm action={confirm} label="Agree to be mailed the report">
        <input type="hidden" name="token" value={token} />
        <SubmitButton pending="One moment…">Yes, mail it to me</SubmitButton>
      </ActionForm>
      <p className="mt-8 text-muted">If you do not, close this page: nothing is sent then.</p>
    </>
  );
}
