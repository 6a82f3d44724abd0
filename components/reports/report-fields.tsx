import { StatPicker } from "@/components/dashboards/stat-picker";
import { Field, SelectField } from "@/components/ui/field";
import { MAX_REPORT_STATS } from "@/lib/domain/report";
import type { CardStat } from "@/lib/presenters/view/card-form";
import { aboutChoices, CADENCE_CHOICES, DAY_CHOICES, WEEKDAY_CHOICES } from "@/lib/presenters/view/report-choices";
import type { ReportDraft } from "@/lib/presenters/view/report-draft";
import type { KnownReaders } from "@/lib/presenters/view/typed-addresses";
import { ChoiceRow } from "./choice-row";
import { RecipientsField } from "./recipients-field";

export interface ReportFieldsProps {
  draft: ReportDraft;
  zones: { value: string; text: string }[];
  /** Whose favourites it may tell of. */
  whose: string;
  chosen: CardStat[];
  offered: CardStat[];
  known: KnownReaders;
}

const HOLDER = { name: "A report", most: MAX_REPORT_STATS, axes: false };

/** The fields of a report: when, of what, to whom. */
export function ReportFields({ draft, zones, whose, chosen, offered, known }: ReportFieldsProps) {
  return (
    <>
      <ChoiceRow name="cadence" label="How often" options={CADENCE_CHOICES} chosen={draft.cadence} />
      <div className="hidden group-has-[input[value=weekly]:checked]/rule:grid">
        <SelectField name="weekday" label="Weekday" options={WEEKDAY_CHOICES} defaultValue={draft.weekday} />
      </div>
      <div className="hidden group-has-[input[value=monthly]:checked]/rule:grid">
        <SelectField
          name="day"
          label="Day"
          options={DAY_CHOICES}
          defaultValue={draft.day}
          hint="Where a month is shorter, its last day."
        />
      </div>
      <div className="grid gap-4 sm:grid-cols-[9rem_minmax(0,1fr)]">
        <Field name="at" label="At" subject="This time" type="time" defaultValue={draft.at} />
        <SelectField name="tz" label="By the clocks of" options={zones} defaultValue={draft.tz} />
      </div>
      <ChoiceRow name="about" label="Tell of" options={aboutChoices(whose)} chosen={draft.about} />
      <div className="hidden group-has-[input[value=tags]:checked]/rule:grid">
        <Field
          name="tags"
          label="Tags"
          subject="The tags"
          autoComplete="off"
          spellCheck={false}
          placeholder="web, sales"
          defaultValue={draft.tags}
          hint="With commas between. Stats that have one of them."
        />
      </div>
      <div className="hidden group-has-[input[value=stats]:checked]/rule:grid">
        <input type="hidden" name="stats" value="1" />
        <StatPicker chosen={chosen} offered={offered} holder={HOLDER} />
      </div>
      <RecipientsField typed={draft.recipients} known={known} />
      <Field
        name="name"
        label="Name"
        subject="This name"
        autoComplete="off"
        defaultValue={draft.name}
        hint="What it is listed under; made from how often it comes, if left empty."
      />
    </>
  );
}
