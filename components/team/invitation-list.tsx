import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { InvitationRow } from "@/lib/presenters/view/people";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface InvitationListProps {
  invitations: InvitationRow[];
  resend: FormAction;
  revoke: FormAction;
}

/** The invitations that nobody has accepted yet. */
export function InvitationList({ invitations, resend, revoke }: InvitationListProps) {
  return (
    <ul aria-label="Invitations" className="-my-3">
      {invitations.map((invitation) => (
        <li key={invitation.id} className="border-hairline py-3 not-last:border-b">
          <p className="font-medium wrap-anywhere">{invitation.email}</p>
          <p className="text-small wrap-anywhere text-muted">
            {invitation.roleName} · invited <TimeAgo at={invitation.invited} /> by {invitation.invitedBy} ·{" "}
            <span className={invitation.isOver ? "font-medium text-bad" : ""}>
              {invitation.isOver ? "expired on" : "until"} {invitation.until}
            </span>
          </p>
          {invitation.mayChange && (
            <div className="mt-2 flex flex-wrap gap-2">
              <Again label={`Send again to ${invitation.email}`} id={invitation.id} action={resend}>
                Send again
              </Again>
              <Again label={`Take back the invitation of ${invitation.email}`} id={invitation.id} action={revoke}>
                Take back
              </Again>
            </div>
          )}
        </li>
      ))}
    </ul>
  );
}

function Again({ label, id, action, children }: { label: string; id: string; action: FormAction; children: string }) {
  return (
    <ActionForm action={action} label={label} className="grid gap-2">
      <input type="hidden" name="id" value={id} />
      <SubmitButton tone="plain" pending="One moment…" aria-label={label}>
        {children}
      </SubmitButton>
    </ActionForm>
  );
}
