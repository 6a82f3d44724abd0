import { SlidersHorizontal } from "lucide-react";
import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import type { ChartOptionsView, Option } from "@/lib/presenters/view/chart-options";
import { OPTION } from "./option-look";
import { RangeForm } from "./range-form";
import { ReaderZone } from "./reader-zone";

/** A range of one's own, and how the chart is drawn: out of the way until it is wanted. Links and a plain form. */
export function ChartOptions({ of }: { of: ChartOptionsView }) {
  return (
    <details className="group mt-2">
      <summary className="-mx-2 inline-flex min-h-8 items-center gap-2 rounded-small px-2 text-small text-muted transition-colors duration-150 hover:bg-wash hover:text-ink group-open:text-ink">
        <SlidersHorizontal size={14} aria-hidden="true" />
        Range, step and style
      </summary>
      <div className="mt-2 grid gap-x-6 gap-y-3 rounded border border-hairline bg-card p-3 text-small sm:grid-cols-[4rem_minmax(0,1fr)] sm:p-5">
        <Row name="Range">
          <RangeForm of={of.form} />
        </Row>
        <Row name="Step">
          <Options of={of.step} />
        </Row>
        <Row name="Style">
          <Options of={of.style} />
        </Row>
        <Row name="Scale">
          <Options of={of.scale} />
        </Row>
        <Row name="Clocks">
          <Options of={of.zone} />
          <ReaderZone href={of.inZone} others={of.zone.map(({ text }) => text)} />
        </Row>
      </div>
    </details>
  );
}

function Row({ name, children }: { name: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: its links are no form
    <div role="group" aria-label={name} className="contents">
      <p aria-hidden="true" className="font-medium max-sm:-mb-2 sm:pt-1.5">
        {name}
      </p>
      <div className="-mx-2.5 flex flex-wrap gap-1">{children}</div>
    </div>
  );
}

function Options({ of }: { of: Option[] }) {
  return of.map(({ text, href, chosen }) => (
    <Link key={text} href={href} scroll={false} aria-current={chosen ? "true" : undefined} className={OPTION}>
      {text}
    </Link>
  ));
}
