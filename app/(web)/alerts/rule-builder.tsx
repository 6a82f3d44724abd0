import { orNotFound } from "@/app/(web)/signed-in";
import type { RuleFieldsProps } from "@/components/alerts/rule-fields";
import { RuleFields } from "@/components/alerts/rule-fields";
import { RuleForm } from "@/components/alerts/rule-form";
import { RulePreview, UnsettledPreview } from "@/components/alerts/rule-preview";
import type { Context } from "@/lib/context";
import { Refusal } from "@/lib/errors";
import { previewAlert } from "@/lib/interactors/alerts/preview-alert";
import { readCourse } from "@/lib/interactors/alerts/read-course";
import { alertChart } from "@/lib/presenters/view/alert-chart";
import { type AlertDraft, inputOfDraft } from "@/lib/presenters/view/alert-draft";
import { ruleFaults } from "@/lib/presenters/view/alert-faults";
import { alertPreview } from "@/lib/presenters/view/alert-preview";
import type { FormState } from "@/lib/presenters/view/form-state";

interface RuleBuilderProps extends Omit<RuleFieldsProps, "draft"> {
  ctx: Context;
  draft: AlertDraft;
  /** The name of the stat; of a pattern, the pattern is its name. */
  statName: string;
  /** The path of the page, without a query. */
  base: string;
  save: (before: FormState, form: FormData) => Promise<FormState>;
  button: string;
  id?: string;
}

/** The fields of an alert beside what its rule would have done. */
export async function RuleBuilder({ ctx, draft, statName, base, save, button, id, ...fields }: RuleBuilderProps) {
  return (
    <RuleForm
      key={draft.statId}
      base={base}
      save={save}
      button={button}
      id={id}
      fields={<RuleFields draft={draft} {...fields} />}
      preview={await preview(ctx, draft, statName)}
    />
  );
}

async function preview(ctx: Context, draft: AlertDraft, statName: string) {
  const { statId, pattern } = draft;
  try {
    const { channels: _, runbook: __, name: ___, ...rule } = inputOfDraft(draft);
    const shown = await previewAlert(ctx, rule);
    return <RulePreview of={alertPreview({ ...shown, subject: pattern === "" ? statName : pattern })} />;
  } catch (error) {
    if (!(error instanceof Refusal) || (error.code !== "invalid" && error.code !== "unavailable")) throw error;
    const faults = ruleFaults(error.more.faults ?? [], error.detail);
    return <UnsettledPreview faults={faults} chart={pattern === "" ? await plainChart(ctx, statId) : null} />;
  }
}

async function plainChart(ctx: Context, statId: string) {
  const rule = { condition: { kind: "data" }, window: "1h", missing: "keep" } as const;
  const course = await orNotFound(readCourse(ctx, { statId, rule }));
  return alertChart(course, null, { rings: [], verb: "" });
}
