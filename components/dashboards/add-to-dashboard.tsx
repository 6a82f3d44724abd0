"use client";

import { LayoutDashboard } from "lucide-react";
import { ActionForm, useSent } from "@/components/ui/action-form";
import { SubmitButton } from "@/components/ui/button";
import { buttonLook } from "@/components/ui/button-look";
import { Field, SelectField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import type { AxisSide } from "@/lib/domain/chart-spec";
import { KINDS } from "@/lib/presenters/view/card-form";
import type { FormState } from "@/lib/presenters/view/form-state";

interface AddToDashboardProps {
  dashboards: { id: string; name: string }[];
  stats: { id: string; axis: AxisSide }[];
  /** How the chart is drawn, as `queryOfSpec` writes it. */
  query: string;
  /** Reads `dashboard` (empty makes one called `name`), `kind`, `stats` and `spec`; answers with `added`, its id. */
  add: (before: FormState, form: FormData) => Promise<FormState>;
}

/** Puts what is shown on a dashboard, as it is shown. Opens without JavaScript. */
export function AddToDashboard({ dashboards, stats, query, add }: AddToDashboardProps) {
  const choices = [...dashboards.map(({ id, name }) => ({ value: id, text: name })), { value: "", text: "A new one" }];
  return (
    <details className="group/add relative open:basis-full">
      <summary className={buttonLook("plain")}>
        <LayoutDashboard size={16} aria-hidden="true" /> Add to a dashboard
      </summary>
      <ActionForm
        action={add}
        label="Add to a dashboard"
        className="mt-3 grid max-w-2xl gap-4 rounded border border-hairline bg-card p-4 sm:grid-cols-2"
      >
        <input type="hidden" name="stats" value={JSON.stringify(stats)} />
        <input type="hidden" name="spec" value={query} />
        <SelectField name="dashboard" label="Dashboard" options={choices} defaultValue={choices[0]?.value} />
        <SelectField name="kind" label="As a" options={KINDS} defaultValue="graph" />
        <Field
          name="name"
          label="Name of the new one"
          autoComplete="off"
          className="sm:col-span-2"
          hint={dashboards.length === 0 ? undefined : "Only for a new dashboard."}
        />
        <div className="flex flex-wrap items-center gap-3 sm:col-span-2">
          <SubmitButton pending="Adding…">Add the card</SubmitButton>
          <Added />
        </div>
      </ActionForm>
    </details>
  );
}

function Added() {
  const { added } = useSent().values;
  if (added === undefined) return null;
  return (
    <Link href={`/dashboards/${added}`} className="prose-link">
      Open the dashboard
    </Link>
  );
}
