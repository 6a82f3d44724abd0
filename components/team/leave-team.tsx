import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface LeaveTeamProps {
  team: string;
  leave: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Opens without JavaScript, and says what stays behind. */
export function LeaveTeam({ team, leave }: LeaveTeamProps) {
  return (
    <details>
      <summary className="inline-flex min-h-10 items-center rounded-small px-3 font-medium text-bad hover:bg-wash -ml-3">
        Leave the team…
      </summary>
      <ActionForm
        action={leave}
        label="Leave the team"
        className="mt-3 grid gap-3 rounded border border-hairline bg-card p-4"
      >
        <p className="wrap-anywhere">
          You will not see {team} any more. The stats and keys you made stay; only an invitation brings you back.
        </p>
        <div>
          <SubmitButton tone="danger" pending="Leaving…">
            Leave
          </SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
