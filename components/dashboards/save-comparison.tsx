import { Bookmark } from "lucide-react";
import { ActionForm } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Field } from "@/components/ui/field";
import type { AxisSide } from "@/lib/domain/chart-spec";
import type { FormState } from "@/lib/presenters/view/form-state";

interface SaveComparisonProps {
  stats: { id: string; axis: AxisSide }[];
  /** How the chart is drawn, as `queryOfSpec` writes it. */
  query: string;
  /** Reads `title`, `stats` and `spec`. */
  save: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Keeps a comparison for all of the team. Opens without JavaScript. */
export function SaveComparison({ stats, query, save }: SaveComparisonProps) {
  return (
    <details className="relative open:basis-full">
      <summary className={buttonLook("plain")}>
        <Bookmark size={16} aria-hidden="true" /> Save
      </summary>
      <ActionForm
        action={save}
        label="Save the comparison"
        className="mt-3 grid max-w-2xl gap-4 rounded border border-hairline bg-card p-4"
      >
        <input type="hidden" name="stats" value={JSON.stringify(stats)} />
        <input type="hidden" name="spec" value={query} />
        <Field
          name="title"
          label="Title"
          placeholder="Made from the names of the stats"
          autoComplete="off"
          hint="Everybody in the team finds it under Compare."
        />
        <div>
          <SubmitButton pending="Saving…">Save the comparison</SubmitButton>
        </div>
      </ActionForm>
    </details>
  );
}
