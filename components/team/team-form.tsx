import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { CheckField, Field, SelectField } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";
import type { TeamView } from "@/lib/presenters/view/team";

interface TeamFormProps {
  team: TeamView;
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

export function TeamForm({ team, save }: TeamFormProps) {
  return (
    <ActionForm action={save} label="Team" className="grid gap-5 sm:grid-cols-2">
      <Field name="name" label="Name" defaultValue={team.name} autoComplete="organization" />
      <SelectField
        name="zone"
        label="Time zone"
        options={team.zones}
        defaultValue={team.zone}
        hint="A day of your stats begins at midnight here."
      />
      <SelectField
        name="retentionDays"
        label="Keep minutes of new stats"
        options={team.retentions}
        defaultValue={team.retention}
        hint="Older minutes become quarters of an hour. Stats that are there already keep their own setting."
        className="sm:col-span-2"
      />
      <CheckField
        name="ezEnabled"
        label="EZ posts"
        hint="Take numbers by key and name. Without it only classic keys and the API can send."
        defaultChecked={team.ezEnabled}
      />
      <CheckField
        name="verboseReplies"
        label="Verbose replies"
        hint="Answer 200 with a body instead of 204, as StatHat did before 2017. For old client libraries."
        defaultChecked={team.verboseReplies}
      />
      <div>
        <SubmitButton pending="Saving…">Save</SubmitButton>
      </div>
    </ActionForm>
  );
}
