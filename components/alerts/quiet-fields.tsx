import { Field, SelectField } from "@/components/ui/field";

interface QuietFieldsProps {
  draft: { from: string; to: string; zone: string };
  zones: { value: string; text: string }[];
}

/** Between which local times nothing is told. */
export function QuietFields({ draft, zones }: QuietFieldsProps) {
  return (
    <fieldset className="grid gap-4 sm:grid-cols-[8rem_8rem_minmax(0,1fr)]">
      <legend className="mb-1.5 font-medium">Quiet hours</legend>
      <Field name="quietFrom" label="From" type="time" defaultValue={draft.from} />
      <Field name="quietTo" label="To" type="time" defaultValue={draft.to} />
      <SelectField name="quietZone" label="By the clocks of" options={zones} defaultValue={draft.zone} />
      <p className="text-small text-muted sm:col-span-3">
        Alerts are judged all the same; what happens meanwhile is told when these hours end. Empty is never quiet.
      </p>
    </fieldset>
  );
}
