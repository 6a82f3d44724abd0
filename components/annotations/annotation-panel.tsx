import { CopyLine } from "@/components/ui/copy-line";
import { Link } from "@/components/ui/link";
import { Section } from "@/components/ui/section";
import { annotateLine } from "@/lib/presenters/view/annotate-line";
import type { AnnotationRow } from "@/lib/presenters/view/annotation-row";
import type { FormState } from "@/lib/presenters/view/form-state";
import { AnnotationForm } from "./annotation-form";
import { AnnotationList } from "./annotation-list";

type FormAction = (before: FormState, form: FormData) => Promise<FormState>;

interface AnnotationPanelProps {
  /** What happened in the range that is shown. */
  rows: AnnotationRow[];
  /** Whether there was more than is listed. */
  more: boolean;
  statId: string;
  /** Whose clocks the chart follows. */
  zone: string;
  origin: string;
  /** Null for those who only look. */
  actions: { annotate: FormAction; change: FormAction; remove: FormAction } | null;
}

/** What is marked in the chart of a stat, and a form for more. */
export function AnnotationPanel({ rows, more, statId, zone, origin, actions }: AnnotationPanelProps) {
  return (
    <Section id="annotations" title="Annotations" about="What happened meanwhile: the flags in the chart.">
      {rows.length === 0 && (
        <div className="grid gap-3">
          <p className="text-muted">
            Nothing was marked in this range.{actions !== null && " A deploy script marks it with one line:"}
          </p>
          {actions !== null && <CopyLine text={annotateLine(origin)} label="One line for a deploy script" />}
        </div>
      )}
      <AnnotationList
        rows={rows}
        zone={zone}
        statHref={`/stats/${statId}`}
        change={actions?.change ?? null}
        remove={actions?.remove ?? null}
      />
      {more && <p className="text-small text-muted">These are the latest {rows.length} of this range.</p>}
      {actions !== null && <AnnotationForm annotate={actions.annotate} statId={statId} zone={zone} />}
      <p className="text-small">
        <Link href="/annotations" className="prose-link">
          All annotations of the team
        </Link>
      </p>
    </Section>
  );
}
