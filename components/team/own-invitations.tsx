import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { InvitationView } from "@/lib/presenters/view/people";

interface OwnInvitationsProps {
  invitations: InvitationView[];
  accept: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Where somebody is invited to, as far as their address is proved. */
export function OwnInvitations({ invitations, accept }: OwnInvitationsProps) {
  return (
    <ul aria-label="Your invitations" className="-my-4">
      {invitations.map(({ id, team, invitedBy, as, may, until }) => (
        <li key={id} className="border-hairline py-4 not-last:border-b">
          <p className="font-medium wrap-anywhere">{team}</p>
          <p className="mb-3 text-small wrap-anywhere text-muted">
            {invitedBy} invites you as {as}, who {may}. Until {until}.
          </p>
          <ActionForm action={accept} label={`Join ${team}`} className="grid gap-2">
            <input type="hidden" name="id" value={id} />
            <div>
              <SubmitButton tone="plain" pending="Joining…">
                Join
              </SubmitButton>
            </div>
          </ActionForm>
        </li>
      ))}
    </ul>
  );
}
