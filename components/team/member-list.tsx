import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CheckField, SelectField } from "@/components/ui/field";
import { TimeAgo } from "@/components/ui/time-ago";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { MemberRow } from "@/lib/presenters/view/people";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface MemberListProps {
  members: MemberRow[];
  changeRole: FormAction;
  remove: FormAction;
}

const OPENER = "inline-flex min-h-9 items-center rounded-small px-3 text-small font-medium hover:bg-wash max-sm:-ml-3";

/** The people in the team, each with what whoever looks may change of them. */
export function MemberList({ members, changeRole, remove }: MemberListProps) {
  return (
    <ul aria-label="Members" className="-my-3">
      {members.map((member) => (
        <li key={member.id} className="border-hairline py-3 not-last:border-b">
          <p className="wrap-anywhere">
            <span className="font-medium">{member.email}</span>
            {member.isSelf && <span className="text-muted"> · you</span>}
          </p>
          <p className="text-small text-muted">
            {member.roleName} · joined <TimeAgo at={member.joined} />
          </p>
          <div className="flex flex-wrap gap-x-2 sm:-ml-3">
            {member.roles.length > 0 && <ChangeRole of={member} change={changeRole} />}
            {member.mayRemove && <Remove of={member} remove={remove} />}
          </div>
        </li>
      ))}
    </ul>
  );
}

function ChangeRole({ of, change }: { of: MemberRow; change: FormAction }) {
  return (
    <details className="open:w-full">
      <summary aria-label={`Change role of ${of.email}`} className={OPENER}>
        Change role…
      </summary>
      <ActionForm
        action={change}
        label={`Change the role of ${of.email}`}
        className="mt-2 mb-1 grid gap-3 rounded sm:ml-3 border border-hairline bg-card p-4"
      >
        <input type="hidden" name="id" value={of.id} />
        <SelectField name="role" label="Role" options={of.roles} defaultValue={of.role} />
        <div>
          <SubmitButton tone="plain" pending="Saving…">
            Save
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}

/** Opens without JavaScript, and names the keys that the person made: they may know them by heart. */
function Remove({ of, remove }: { of: MemberRow; remove: FormAction }) {
  return (
    <details className="open:w-full">
      <summary aria-label={`Remove ${of.email}`} className={`${OPENER} text-bad`}>
        Remove…
      </summary>
      <ActionForm
        action={remove}
        label={`Remove ${of.email}`}
        className="mt-2 mb-1 grid gap-3 rounded sm:ml-3 border border-hairline bg-card p-4"
      >
        <p className="wrap-anywhere">
          {of.email} is out of the team from their next click on, and told so by mail. What they made stays.
        </p>
        <input type="hidden" name="id" value={of.id} />
        {of.keys.length > 0 && (
          <CheckField
            name="revokeKeys"
            label={of.keys.length === 1 ? "Revoke the key they made" : `Revoke the ${of.keys.length} keys they made`}
            hint={`${of.keys.join(", ")}. Programs that use them will be refused.`}
            defaultChecked={false}
          />
        )}
        <div>
          <SubmitButton tone="danger" pending="Removing…">
            Remove
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
