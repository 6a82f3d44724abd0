import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import type { FormState } from "@/lib/presenters/view/form-state";

interface OtherTeamProps {
  statId: string;
  team: { id: string; name: string };
  /** A server action that reads `team` and `id`, the stat's. */
  go: (before: FormState, form: FormData) => Promise<FormState>;
}

/** A mail was about a team that its reader is in, but works in another just now. */
export function OtherTeam({ statId, team, go }: OtherTeamProps) {
  return (
    <>
      <h1 className="text-title font-semibold tracking-tight wrap-anywhere">This stat is in {team.name}</h1>
      <p className="mt-2 max-w-prose text-muted">You work in another of your teams just now.</p>
      <ActionForm action={go} label="Go to the team" className="mt-6">
        <input type="hidden" name="team" value={team.id} />
        <input type="hidden" name="id" value={statId} />
        <SubmitButton pending="One moment…">Go to {team.name}</SubmitButton>
      </ActionForm>
    </>
  );
}
