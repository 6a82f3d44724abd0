import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Field, SelectField } from "@/components/ui/field";
import type { FormState } from "@/lib/presenters/view/form-state";

interface AnnotationFormProps {
  /** A server action that reads `text`, `at`, `until`, `tz` and, of one stat, `statId` and `about`; else `stat`, a name. */
  annotate: (before: FormState, form: FormData) => Promise<FormState>;
  /** The stat of the page, where it has one. */
  statId?: string;
  /** Whose clocks moments are typed by. */
  zone: string;
}

const ABOUT = [
  { value: "stat", text: "This stat" },
  { value: "all", text: "All stats" },
];

/** Writes down what happened. Opening it, and all of it, works by keyboard and without JavaScript. */
export function AnnotationForm({ annotate, statId, zone }: AnnotationFormProps) {
  return (
    <details>
      <summary className={`${buttonLook("plain")} cursor-pointer list-none`}>Add an annotation…</summary>
      <ActionForm
        action={annotate}
        label="Add an annotation"
        className="mt-3 grid gap-4 rounded border border-hairline bg-card p-4"
      >
        <input type="hidden" name="tz" value={zone} />
        <Field name="text" label="What happened" placeholder="Deploy v2" autoComplete="off" />
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            name="at"
            label="When"
            type="datetime-local"
            step={1}
            hint={`Now, if left empty. Times in ${zone.replaceAll("_", " ")}.`}
          />
          <Field
            name="until"
            label="Until"
            type="datetime-local"
            step={1}
            hint="The end of something that lasted; empty for a moment."
          />
        </div>
        {statId === undefined ? (
          <Field
            name="stat"
            label="Stat"
            subject="This name"
            autoComplete="off"
            hint="The name of the only stat it concerns; empty for all of them."
          />
        ) : (
          <>
            <input type="hidden" name="statId" value={statId} />
            <SelectField name="about" label="Mark it in the charts of" options={ABOUT} defaultValue="stat" />
          </>
        )}
        <div>
          <SubmitButton pending="Adding…">Add</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
