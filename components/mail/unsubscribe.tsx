import { AuthHeading } from "@/components/auth/auth-heading";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

type Act = (before: FormState, form: FormData) => Promise<FormState>;

interface UnsubscribeProps {
  team: string;
  report: string;
  cadence: "daily" | "weekly" | "monthly";
  address: string;
  ended: boolean;
  /** Whether it can be had again. */
  canReturn: boolean;
  token: string;
  /** A server action that reads `token`. */
  unsubscribe: Act;
  /** The same, that undoes it. */
  resubscribe: Act;
}

/** What the link in a report's mail opens: one button, which ends that report for whoever got it. */
export function Unsubscribe({ team, report, cadence, address, ended, token, ...more }: UnsubscribeProps) {
  const { canReturn, unsubscribe, resubscribe } = more;
  const to = <strong className="font-medium text-ink">{address}</strong>;
  if (ended) {
    return (
      <>
        <AuthHeading title="You have unsubscribed">
          The {cadence} report “{report}” of {team} is not mailed to {to} any more. Other mails of Statnest are not
          changed by this.
        </AuthHeading>
        {canReturn && (
          <ActionForm action={resubscribe} label="Get the report again">
            <input type="hidden" name="token" value={token} />
            <p className="text-muted">By mistake, or you think better of it?</p>
            <SubmitButton tone="quiet" pending="One moment…">
              Mail it to me again
            </SubmitButton>
          </ActionForm>
        )}
      </>
    );
  }
  return (
    <>
      <AuthHeading title="Enough of this report?">
        The {cadence} report “{report}” of {team} is mailed to {to}. Nobody in the team can put you back on its list.
      </AuthHeading>
      <ActionForm action={unsubscribe} label="Unsubscribe from the report">
        <input type="hidden" name="token" value={token} />
        <SubmitButton pending="One moment…">Unsubscribe</SubmitButton>
      </ActionForm>
    </>
  );
}
