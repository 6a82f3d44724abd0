import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Field, SelectField, TextField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import type { ListedStat } from "@/lib/domain/stat";
import type { FormState } from "@/lib/presenters/view/form-state";
import { mergeHref } from "@/lib/presenters/view/merge";
import { retentionOptions } from "@/lib/presenters/view/retention";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface StatSettingsProps {
  stat: Pick<ListedStat, "id" | "name" | "unit" | "description" | "tags" | "retentionDays">;
  save: FormAction;
  trash: FormAction;
}

export function StatSettings({ stat, save, trash }: StatSettingsProps) {
  return (
    <>
      <ActionForm action={save} label="Stat settings" className="grid gap-5 sm:grid-cols-[1fr_9rem]">
        <input type="hidden" name="id" value={stat.id} />
        <Field
          name="name"
          label="Name"
          subject="This name"
          defaultValue={stat.name}
          autoComplete="off"
          hint="Programs that send under the old name go on feeding this stat."
        />
        <Field name="unit" label="Unit" defaultValue={stat.unit} placeholder="ms" autoComplete="off" />
        <div className="grid gap-5 sm:col-span-2">
          <TextField name="description" label="Description" defaultValue={stat.description} />
          <Field
            name="tags"
            label="Tags"
            defaultValue={stat.tags.join(", ")}
            autoComplete="off"
            hint="Separated by commas."
          />
          <SelectField
            name="retentionDays"
            label="Keep minutes"
            options={retentionOptions(stat.retentionDays)}
            defaultValue={String(stat.retentionDays ?? "")}
            hint="Older minutes are folded into quarters of an hour; totals, means, smallest and largest stay. Numbers with a time further back are refused."
          />
          <div>
            <SubmitButton pending="Saving…">Save</SubmitButton>
          </div>
        </div>
      </ActionForm>
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline pt-5">
        <Link href={mergeHref(stat.id)} className={buttonLook("plain")}>
          Merge into another stat…
        </Link>
        <p className="text-small text-muted">That one gets its names and all its numbers. You are asked once more.</p>
      </div>
      <ActionForm
        action={trash}
        label="Trash"
        className="flex flex-wrap items-center gap-x-4 gap-y-2 border-t border-hairline pt-5"
      >
        <input type="hidden" name="id" value={stat.id} />
        <SubmitButton tone="danger" pending="Moving…">
          Move to trash
        </SubmitButton>
        <p className="text-small text-muted">You can bring it back, with all its numbers, for 48 hours.</p>
      </ActionForm>
    </>
  );
}
