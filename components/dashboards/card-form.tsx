import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { CheckField, Field, SelectField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { type CardForm as Begun, HEIGHTS, KINDS, SCALES, STYLES, WIDTHS } from "@/lib/presenters/view/card-form";
import type { FormState } from "@/lib/presenters/view/form-state";
import { StatPicker } from "./stat-picker";

interface CardFormProps {
  of: Begun;
  /** What is sent as `id`: the dashboard's of a new card, or the card's own. */
  id: string;
  /** Where it was come from, and is gone back to. */
  back: string;
  button: string;
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

/** What a card shows and how. */
export function CardForm({ of, id, back, button, save }: CardFormProps) {
  return (
    <ActionForm action={save} label={button} className="grid max-w-3xl grid-cols-[minmax(0,1fr)] gap-6">
      <input type="hidden" name="id" value={id} />
      <input type="hidden" name="spec" value={of.spec} />
      <StatPicker chosen={of.chosen} offered={of.offered} />
      <Field
        name="title"
        label="Title"
        defaultValue={of.title}
        placeholder="Made from the names of the stats"
        autoComplete="off"
      />
      <div className="grid gap-6 sm:grid-cols-2">
        <SelectField name="kind" label="Kind" options={KINDS} defaultValue={of.kind} />
        <SelectField name="range" label="Range" options={of.ranges} defaultValue={of.range} />
        <SelectField name="style" label="Drawn as" options={STYLES} defaultValue={of.style} />
        <SelectField name="scale" label="Scale" options={SCALES} defaultValue={of.scale} />
        <SelectField name="width" label="Width" options={WIDTHS} defaultValue={of.width} />
        <SelectField name="height" label="Height" options={HEIGHTS} defaultValue={of.height} />
      </div>
      <CheckField
        name="compare"
        label="Compare with the time before"
        hint="Dashed in a graph, and the change beside a number."
        defaultChecked={of.compare}
      />
      <div className="flex flex-wrap gap-3">
        <SubmitButton pending="Saving…">{button}</SubmitButton>
        <Link href={back} className={buttonLook("plain")}>
          Cancel
        </Link>
      </div>
    </ActionForm>
  );
}
