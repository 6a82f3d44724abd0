import { StatChart } from "@/components/chart/stat-chart";
import { Quantity } from "@/components/ui/quantity";
import type { AlertPreview } from "@/lib/presenters/view/alert-preview";
import type { DrawnChart } from "@/lib/presenters/view/drawn-chart";

interface RulePreviewProps {
  of: AlertPreview;
}

/** What a rule would have done in the last 30 days: the number, the line with its threshold, and each time. */
export function RulePreview({ of }: RulePreviewProps) {
  return (
    <section aria-label="The last 30 days" className="grid gap-4">
      <div aria-live="polite">
        <p className="wrap-anywhere">
          <span className="text-muted">Watches for</span> {of.rule}.
        </p>
        <p className="mt-1 text-lead font-semibold">It {of.rang}.</p>
        {of.gentler !== "" && <p className="mt-1 text-small text-muted">{of.gentler}</p>}
      </div>
      {of.chart !== null && <CourseChart of={of.chart} />}
      {of.rings.length > 0 && (
        <details className="group">
          <summary className="inline-flex min-h-8 items-center rounded-small text-small font-medium text-accent underline underline-offset-3">
            <span className="group-open:hidden">When it would have rung</span>
            <span className="hidden group-open:inline">Hide when it would have rung</span>
          </summary>
          <ul aria-label="When it would have rung" className="mt-2 grid gap-1.5 text-small">
            {of.rings.map((ring) => (
              <li key={ring.key} className="flex flex-wrap gap-x-3">
                <time dateTime={ring.iso} className="figures">
                  {ring.when}
                </time>
                <span className="text-muted">{ring.lasted}</span>
                {ring.value !== null && <Quantity of={ring.value} />}
                {ring.stat !== "" && <span className="wrap-anywhere">{ring.stat}</span>}
              </li>
            ))}
            {of.more > 0 && <li className="text-muted">and {of.more} before</li>}
          </ul>
        </details>
      )}
    </section>
  );
}

/** The stat as it is, while what is typed makes no rule yet. */
export function UnsettledPreview({ faults, chart }: { faults: string[]; chart: DrawnChart | null }) {
  return (
    <section aria-label="The last 30 days" className="grid gap-4">
      <div aria-live="polite" className="rounded-small border-l-4 border-warn bg-wash px-3 py-2">
        {faults.map((fault) => (
          <p key={fault} className="wrap-anywhere">
            {fault}
          </p>
        ))}
      </div>
      {chart !== null && <CourseChart of={chart} />}
    </section>
  );
}

export function CourseChart({ of }: { of: DrawnChart }) {
  return (
    <div className="rounded border border-hairline bg-card p-3 sm:p-5">
      <StatChart model={of.model} svg={of.svg} />
    </div>
  );
}
